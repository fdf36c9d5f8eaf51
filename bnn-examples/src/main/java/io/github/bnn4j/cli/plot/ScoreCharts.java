package io.github.bnn4j.cli.plot;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws one small chart for each hyperparameter: a point for each candidate, its value against its error. */
public final class ScoreCharts {

    private static final int WIDTH = 500;
    private static final int HEIGHT = 350;
    private static final int PER_ROW = 2;
    private static final Color POINTS = new Color(0x0072B2);

    /** A range as wide as this is drawn on a logarithmic axis. */
    private static final double DECADES = 10;

    private final double[] errors;
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    /**
     * @param errors percent, one for each candidate; at least one
     */
    public ScoreCharts(double[] errors) {
        if (errors.length == 0) {
            throw new IllegalArgumentException("There is no candidate to draw");
        }
        this.errors = errors.clone();
    }

    /**
     * @param values one for each candidate; numbers are drawn to scale, others one beside the other
     */
    public void add(String hyperparameter, List<String> values) {
        if (values.size() != errors.length) {
            throw new IllegalArgumentException(
                    hyperparameter + " has " + values.size() + " values for " + errors.length + " candidates");
        }
        this.values.put(hyperparameter, List.copyOf(values));
    }

    /** Writes a PNG file, all or nothing. */
    public void write(Path target) throws IOException {
        List<XYChart> charts = new ArrayList<>();
        values.forEach((name, list) -> charts.add(chart(name, list)));
        PngFile.write(ChartGrid.of(charts, PER_ROW, WIDTH, HEIGHT), target);
    }

    private XYChart chart(String name, List<String> list) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(name)
                .yAxisTitle("validation error, %")
                .build();
        chart.getStyler().setLocale(Locale.ROOT);
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        chart.getStyler().setMarkerSize(7);
        XYSeries points = chart.addSeries("candidates", positions(chart, list), errors);
        points.setMarker(SeriesMarkers.CIRCLE);
        points.setMarkerColor(POINTS);
        return chart;
    }

    /** Parses a finite number: what has no place on an axis is as good as a name. */
    private static double finite(String value) {
        double number = Double.parseDouble(value);
        if (!Double.isFinite(number)) {
            throw new NumberFormatException(value);
        }
        return number;
    }

    private static double[] positions(XYChart chart, List<String> list) {
        try {
            double[] numbers = list.stream().mapToDouble(ScoreCharts::finite).toArray();
            double min = IntStream.range(0, numbers.length)
                    .mapToDouble(i -> numbers[i])
                    .min()
                    .getAsDouble();
            double max = IntStream.range(0, numbers.length)
                    .mapToDouble(i -> numbers[i])
                    .max()
                    .getAsDouble();
            chart.getStyler().setXAxisLogarithmic(min > 0 && max / min >= DECADES);
            return numbers;
        } catch (NumberFormatException names) {
            List<String> distinct = list.stream().distinct().sorted().toList();
            chart.setXAxisTitle(IntStream.range(0, distinct.size())
                    .mapToObj(i -> i + ": " + distinct.get(i))
                    .reduce((a, b) -> a + "   " + b)
                    .get());
            chart.getStyler().setXAxisDecimalPattern("0");
            chart.getStyler().setXAxisMin(-0.5);
            chart.getStyler().setXAxisMax(distinct.size() - 0.5);
            return list.stream().mapToDouble(distinct::indexOf).toArray();
        }
    }
}
