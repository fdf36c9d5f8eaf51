package io.github.bnn4j.cli.plot;

import io.github.bnn4j.cli.plot.Curve.Quantity;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.Styler.YAxisPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The look of learning curves in XChart.
 *
 * @param title title of the chart
 * @param curves at least one curve
 * @param width of the chart in pixels
 * @param height of the chart in pixels
 */
record CurveChart(String title, List<Curve> curves, int width, int height) {

    private static final BasicStroke SOLID = new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final BasicStroke DASHED =
            new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10f, new float[] {6f, 4f}, 0f);

    /** Markers would hide the line with more epochs than this. */
    private static final int MAX_EPOCHS_WITH_MARKERS = 60;

    private static final int MAX_EPOCHS_ALL_LABELLED = 12;
    private static final int MIN_PIXELS_BETWEEN_LABELS = 70;

    /**
     * Draws the curves.
     *
     * @return the chart
     */
    XYChart draw() {
        var chart = new XYChartBuilder()
                .width(width)
                .height(height)
                .title(title)
                .xAxisTitle("epoch")
                .build();
        style(chart);
        scaleEpochs(chart);
        addAxis(chart, Quantity.ERROR, "validation error, %", YAxisPosition.Left);
        addAxis(chart, Quantity.LOSS, "training loss", YAxisPosition.Right);
        addAxis(chart, Quantity.FLIP_RATIO, "share of kernel signs flipped in an epoch", YAxisPosition.Left);
        curves.forEach(curve -> addLine(chart, curve));
        return chart;
    }

    private static void style(XYChart chart) {
        var plain = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
        chart.getStyler().setLocale(Locale.ROOT);
        chart.getStyler().setXAxisDecimalPattern("0");
        chart.getStyler().setYAxisDecimalPattern("0.######");
        chart.getStyler().setAxisTickLabelsFont(plain);
        chart.getStyler().setLegendFont(plain);
        chart.getStyler().setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
        chart.getStyler().setLegendPosition(LegendPosition.InsideNE);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setMarkerSize(6);
    }

    /** Keeps the labels of the axis at whole, round numbers of epochs. */
    private void scaleEpochs(XYChart chart) {
        var epochs = curves.stream()
                .flatMapToInt(curve -> Arrays.stream(curve.epochs()))
                .summaryStatistics();
        int span = epochs.getMax() - epochs.getMin();
        chart.getStyler().setXAxisTickMarkSpacingHint(Math.max(MIN_PIXELS_BETWEEN_LABELS, width / Math.max(2, span)));
        if (span >= MAX_EPOCHS_ALL_LABELLED) {
            // XChart labels equidistant data where they are (1, 8, 15, ...); an end beside them makes it choose 10, 20.
            chart.getStyler().setXAxisMin(epochs.getMin() - 0.5);
        }
    }

    private void addAxis(XYChart chart, Quantity quantity, String title, YAxisPosition position) {
        var values = curves.stream()
                .filter(curve -> curve.quantity() == quantity)
                .flatMapToDouble(curve -> DoubleStream.of(curve.ys()))
                .toArray();
        if (values.length == 0) {
            return;
        }
        int axis = axisOf(quantity);
        chart.setYAxisGroupTitle(axis, title);
        chart.getStyler().setYAxisGroupPosition(axis, position);
        if (quantity.logarithmic()) {
            scaleDecades(chart, axis, values);
        } else if (DoubleStream.of(values).noneMatch(y -> y < 0)) {
            chart.getStyler().setYAxisMin(axis, 0.0);
        }
    }

    /** Scales an axis up to one, in whole decades, as XChart labels nothing between them. */
    private static void scaleDecades(XYChart chart, int axis, double[] shares) {
        double least = DoubleStream.of(shares).filter(share -> share > 0).min().orElse(1);
        chart.getStyler().setYAxisLogarithmic(true);
        chart.getStyler().setYAxisMax(axis, 1.0);
        chart.getStyler().setYAxisMin(axis, Math.min(.1, Math.pow(10, Math.floor(Math.log10(least)))));
    }

    /** XChart always draws axis 0, so the only quantity must be there. */
    private int axisOf(Quantity quantity) {
        boolean first = quantity == curves.get(0).quantity();
        return first ? 0 : 1;
    }

    private void addLine(XYChart chart, Curve curve) {
        var colour = colourOf(curve.run());
        var line = chart.addSeries(curve.label(), curve.xs(), curve.ys());
        line.setYAxisGroup(axisOf(curve.quantity()));
        line.setLineStyle(curve.quantity() == Quantity.LOSS ? DASHED : SOLID);
        line.setLineColor(colour);
        line.setMarkerColor(colour);
        line.setMarker(curve.epochs().length > MAX_EPOCHS_WITH_MARKERS ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
    }

    private Color colourOf(String run) {
        var runs = curves.stream().map(Curve::run).distinct().toList();
        return RunColours.of(runs.indexOf(run));
    }
}
