package io.github.bnn4j.cli.plot;

import java.awt.Color;
import java.awt.Font;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** A bar for each run in each of some groups, its value at its top. Runs have the colours that learning curves give them. */
public final class GroupedBars {

    /** So much is free above the highest bar, as a share of it. */
    private static final double HEADROOM = 0.05;

    /** The lowest bar on a logarithmic axis has so many decades, so that its value has room within it. */
    private static final double LEAST_DECADES = 0.3;

    private final String title;
    private final String unit;
    private final boolean logarithmic;
    private final List<String> groups;
    private final Map<String, double[]> valuesByRun = new LinkedHashMap<>();

    /**
     * @param logarithmic for values that differ by orders of magnitude
     * @param groups their names, at least one
     */
    public GroupedBars(String title, String unit, boolean logarithmic, List<String> groups) {
        this.title = title;
        this.unit = unit;
        this.logarithmic = logarithmic;
        this.groups = List.copyOf(groups);
    }

    /**
     * @param values one for each group, greater than 0
     * @return this
     * @throws IllegalArgumentException if there is no value for a group, or one that cannot be drawn
     */
    public GroupedBars add(String run, double... values) {
        if (values.length != groups.size()) {
            throw new IllegalArgumentException(
                    "%s has %d values for the %d groups of '%s'".formatted(run, values.length, groups.size(), title));
        }
        for (double value : values) {
            if (!(value > 0) || Double.isInfinite(value)) {
                throw new IllegalArgumentException(
                        "The bar of %s in '%s' must be greater than 0 and finite, got %s".formatted(run, title, value));
            }
        }
        valuesByRun.put(run, values.clone());
        return this;
    }

    /**
     * @throws IllegalStateException if nothing was added
     */
    CategoryChart draw(int width, int height) {
        if (valuesByRun.isEmpty()) {
            throw new IllegalStateException("There is no bar to draw in '" + title + "': add a run first.");
        }
        CategoryChart chart = new CategoryChartBuilder()
                .width(width)
                .height(height)
                .title(title)
                .yAxisTitle(unit)
                .build();
        style(chart);
        scale(chart);
        int run = 0;
        for (Map.Entry<String, double[]> bars : valuesByRun.entrySet()) {
            CategorySeries series = chart.addSeries(
                    bars.getKey(),
                    groups,
                    Arrays.stream(bars.getValue()).boxed().toList());
            series.setFillColor(RunColours.of(run++));
        }
        return chart;
    }

    private void style(CategoryChart chart) {
        ChartFonts.apply(chart.getStyler());
        chart.getStyler().setLocale(Locale.ROOT);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
        chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
        chart.getStyler().setLabelsVisible(true);
        chart.getStyler().setLabelsPosition(.97);
        chart.getStyler().setLabelsFont(new Font(Font.SANS_SERIF, Font.BOLD, 13));
        chart.getStyler().setLabelsFontColor(Color.WHITE);
        chart.getStyler().setLabelsFontColorAutomaticEnabled(false);
        chart.getStyler().setAvailableSpaceFill(0.8);
        chart.getStyler().setXAxisTicksVisible(true);
        chart.getStyler().setPlotGridVerticalLinesVisible(false);
    }

    private void scale(CategoryChart chart) {
        double[] all =
                valuesByRun.values().stream().flatMapToDouble(Arrays::stream).toArray();
        double lowest = Arrays.stream(all).min().getAsDouble();
        double highest = Arrays.stream(all).max().getAsDouble();
        chart.getStyler().setYAxisLogarithmic(logarithmic);
        chart.getStyler().setYAxisDecimalPattern(highest < 100 ? "0.##" : "#,##0");
        if (logarithmic) {
            // Whole decades, as those are what the axis labels.
            chart.getStyler().setYAxisMin(Math.pow(10, Math.floor(Math.log10(lowest) - LEAST_DECADES)));
            chart.getStyler().setYAxisMax(Math.pow(10, Math.floor(Math.log10(highest)) + 1));
        } else {
            chart.getStyler().setYAxisMin(0.0);
            chart.getStyler().setYAxisMax(highest * (1 + HEADROOM));
        }
    }
}
