// libxlsxwriter, loaded when the first workbook is made.
//
// A function of the library that is used for the first time gets a line here; the compiler holds it against the header.
#include "COfficeFiles.h"
#include "CLateLoading.h"

#define LATE_FUNCTIONS(FUNCTION, PROCEDURE) \
    FUNCTION(lxw_chart_series *, chart_add_series, (lxw_chart *chart, const char *categories, const char *values), \
        (chart, categories, values)) \
    PROCEDURE(chart_axis_set_interval_unit, (lxw_chart_axis *axis, uint16_t unit), (axis, unit)) \
    PROCEDURE(chart_axis_set_major_unit, (lxw_chart_axis *axis, double unit), (axis, unit)) \
    PROCEDURE(chart_axis_set_num_font, (lxw_chart_axis *axis, lxw_chart_font *font), (axis, font)) \
    PROCEDURE(chart_axis_set_num_format, (lxw_chart_axis *axis, const char *num_format), (axis, num_format)) \
    PROCEDURE(chart_axis_set_reverse, (lxw_chart_axis *axis), (axis)) \
    PROCEDURE(chart_legend_set_font, (lxw_chart *chart, lxw_chart_font *font), (chart, font)) \
    PROCEDURE(chart_legend_set_position, (lxw_chart *chart, uint8_t position), (chart, position)) \
    PROCEDURE(chart_series_set_fill, (lxw_chart_series *series, lxw_chart_fill *fill), (series, fill)) \
    PROCEDURE(chart_series_set_name, (lxw_chart_series *series, const char *name), (series, name)) \
    PROCEDURE(chart_title_set_name, (lxw_chart *chart, const char *name), (chart, name)) \
    PROCEDURE(chart_title_set_name_font, (lxw_chart *chart, lxw_chart_font *font), (chart, font)) \
    PROCEDURE(format_set_align, (lxw_format *format, uint8_t alignment), (format, alignment)) \
    PROCEDURE(format_set_bg_color, (lxw_format *format, lxw_color_t color), (format, color)) \
    PROCEDURE(format_set_bold, (lxw_format *format), (format)) \
    PROCEDURE(format_set_border, (lxw_format *format, uint8_t style), (format, style)) \
    PROCEDURE(format_set_border_color, (lxw_format *format, lxw_color_t color), (format, color)) \
    PROCEDURE(format_set_font_color, (lxw_format *format, lxw_color_t color), (format, color)) \
    PROCEDURE(format_set_font_name, (lxw_format *format, const char *font_name), (format, font_name)) \
    PROCEDURE(format_set_font_size, (lxw_format *format, double size), (format, size)) \
    PROCEDURE(format_set_indent, (lxw_format *format, uint8_t level), (format, level)) \
    PROCEDURE(format_set_italic, (lxw_format *format), (format)) \
    PROCEDURE(format_set_num_format, (lxw_format *format, const char *num_format), (format, num_format)) \
    PROCEDURE(format_set_text_wrap, (lxw_format *format), (format)) \
    FUNCTION(char *, lxw_strerror, (lxw_error error_num), (error_num)) \
    PROCEDURE(lxw_workbook_free, (lxw_workbook *workbook), (workbook)) \
    FUNCTION(lxw_chart *, workbook_add_chart, (lxw_workbook *workbook, uint8_t chart_type), (workbook, chart_type)) \
    FUNCTION(lxw_format *, workbook_add_format, (lxw_workbook *workbook), (workbook)) \
    FUNCTION(lxw_worksheet *, workbook_add_worksheet, (lxw_workbook *workbook, const char *sheetname), \
        (workbook, sheetname)) \
    FUNCTION(lxw_error, workbook_close, (lxw_workbook *workbook), (workbook)) \
    FUNCTION(lxw_workbook *, workbook_new, (const char *filename), (filename)) \
    FUNCTION(lxw_error, workbook_set_properties, (lxw_workbook *workbook, lxw_doc_properties *properties), \
        (workbook, properties)) \
    FUNCTION(lxw_error, worksheet_autofilter, (lxw_worksheet *worksheet, lxw_row_t first_row, lxw_col_t first_col, \
        lxw_row_t last_row, lxw_col_t last_col), \
        (worksheet, first_row, first_col, last_row, last_col)) \
    PROCEDURE(worksheet_center_horizontally, (lxw_worksheet *worksheet), (worksheet)) \
    FUNCTION(lxw_error, worksheet_conditional_format_range, (lxw_worksheet *worksheet, lxw_row_t first_row, \
        lxw_col_t first_col, lxw_row_t last_row, lxw_col_t last_col, lxw_conditional_format *conditional_format), \
        (worksheet, first_row, first_col, last_row, last_col, conditional_format)) \
    PROCEDURE(worksheet_fit_to_pages, (lxw_worksheet *worksheet, uint16_t width, uint16_t height), \
        (worksheet, width, height)) \
    PROCEDURE(worksheet_freeze_panes, (lxw_worksheet *worksheet, lxw_row_t row, lxw_col_t col), (worksheet, row, col)) \
    PROCEDURE(worksheet_gridlines, (lxw_worksheet *worksheet, uint8_t option), (worksheet, option)) \
    FUNCTION(lxw_error, worksheet_ignore_errors, (lxw_worksheet *worksheet, uint8_t type, const char *range), \
        (worksheet, type, range)) \
    FUNCTION(lxw_error, worksheet_insert_chart_opt, (lxw_worksheet *worksheet, lxw_row_t row, lxw_col_t col, \
        lxw_chart *chart, lxw_chart_options *user_options), \
        (worksheet, row, col, chart, user_options)) \
    FUNCTION(lxw_error, worksheet_merge_range, (lxw_worksheet *worksheet, lxw_row_t first_row, lxw_col_t first_col, \
        lxw_row_t last_row, lxw_col_t last_col, const char *string, lxw_format *format), \
        (worksheet, first_row, first_col, last_row, last_col, string, format)) \
    FUNCTION(lxw_error, worksheet_print_area, (lxw_worksheet *worksheet, lxw_row_t first_row, lxw_col_t first_col, \
        lxw_row_t last_row, lxw_col_t last_col), \
        (worksheet, first_row, first_col, last_row, last_col)) \
    FUNCTION(lxw_error, worksheet_repeat_columns, (lxw_worksheet *worksheet, lxw_col_t first_col, lxw_col_t last_col), \
        (worksheet, first_col, last_col)) \
    FUNCTION(lxw_error, worksheet_repeat_rows, (lxw_worksheet *worksheet, lxw_row_t first_row, lxw_row_t last_row), \
        (worksheet, first_row, last_row)) \
    FUNCTION(lxw_error, worksheet_set_column, (lxw_worksheet *worksheet, lxw_col_t first_col, lxw_col_t last_col, \
        double width, lxw_format *format), \
        (worksheet, first_col, last_col, width, format)) \
    PROCEDURE(worksheet_set_default_row, (lxw_worksheet *worksheet, double height, uint8_t hide_unused_rows), \
        (worksheet, height, hide_unused_rows)) \
    FUNCTION(lxw_error, worksheet_set_footer, (lxw_worksheet *worksheet, const char *string), (worksheet, string)) \
    FUNCTION(lxw_error, worksheet_set_h_pagebreaks, (lxw_worksheet *worksheet, lxw_row_t breaks[]), (worksheet, breaks)) \
    PROCEDURE(worksheet_set_landscape, (lxw_worksheet *worksheet), (worksheet)) \
    PROCEDURE(worksheet_set_margins, (lxw_worksheet *worksheet, double left, double right, double top, double bottom), \
        (worksheet, left, right, top, bottom)) \
    PROCEDURE(worksheet_set_paper, (lxw_worksheet *worksheet, uint8_t paper_type), (worksheet, paper_type)) \
    FUNCTION(lxw_error, worksheet_set_row, (lxw_worksheet *worksheet, lxw_row_t row, double height, lxw_format *format), \
        (worksheet, row, height, format)) \
    FUNCTION(lxw_error, worksheet_write_blank, (lxw_worksheet *worksheet, lxw_row_t row, lxw_col_t col, \
        lxw_format *format), \
        (worksheet, row, col, format)) \
    FUNCTION(lxw_error, worksheet_write_datetime, (lxw_worksheet *worksheet, lxw_row_t row, lxw_col_t col, \
        lxw_datetime *datetime, lxw_format *format), \
        (worksheet, row, col, datetime, format)) \
    FUNCTION(lxw_error, worksheet_write_formula_num, (lxw_worksheet *worksheet, lxw_row_t row, lxw_col_t col, \
        const char *formula, lxw_format *format, double result), \
        (worksheet, row, col, formula, format, result)) \
    FUNCTION(lxw_error, worksheet_write_number, (lxw_worksheet *worksheet, lxw_row_t row, lxw_col_t col, double number, \
        lxw_format *format), \
        (worksheet, row, col, number, format)) \
    FUNCTION(lxw_error, worksheet_write_string, (lxw_worksheet *worksheet, lxw_row_t row, lxw_col_t col, \
        const char *string, lxw_format *format), \
        (worksheet, row, col, string, format)) \
    FUNCTION(lxw_error, worksheet_write_url, (lxw_worksheet *worksheet, lxw_row_t row, lxw_col_t col, const char *url, \
        lxw_format *format), \
        (worksheet, row, col, url, format))

LATE_FUNCTIONS(LATE_FUNCTION, LATE_PROCEDURE)

const char *office_files_load_xlsxwriter(void) {
    static const char *const files[] = {"libxlsxwriter.so", "libxlsxwriter.so.4", NULL};
    static const LateFunction functions[] = {LATE_FUNCTIONS(LATE_ROW, LATE_PROCEDURE_ROW)};
    return late_load(files, functions, sizeof functions / sizeof *functions);
}
