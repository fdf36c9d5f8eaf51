package io.github.bnn4j.cli.plot;

import java.awt.BasicStroke;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws functions of one number by their values at given points. */
public final class FunctionChart {

    private static final int WIDTH = 430;
    private static final int HEIGHT = 330;

    private static final BasicStroke SOLID = new BasicStroke(2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    private static final BasicStroke DASHED =
            new BasicStroke(2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10f, new float[] {7f, 5f}, 0f);

    private final XYChart chart;

    /**
     * @param title what the functions have in common
     * @param range of both axes: from the first number to the second on x, from the third to the fourth on y; XChart labels round
     *     numbers on x if this begins and ends beside the points
     */
    public FunctionChart(String title, double... range) {
        chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title(title).build();
        chart.getStyler().setLocale(Locale.ROOT);
        ChartFonts.apply(chart.getStyler());
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
        chart.getStyler().setXAxisMin(range[0]);
        chart.getStyler().setXAxisMax(range[1]);
        chart.getStyler().setYAxisMin(range[2]);
        chart.getStyler().setYAxisMax(range[3]);
        chart.getStyler().setXAxisDecimalPattern("0.0");
        chart.getStyler().setYAxisDecimalPattern("0.0");
        chart.getStyler().setMarkerSize(5);
    }

    /**
     * Adds a solid line.
     *
     * @param name what the legend says
     * @param xs ascending
     * @param ys as many
     * @return this
     */
    public FunctionChart addLine(String name, double[] xs, double[] ys) {
        add(name, xs, ys, SOLID).setMarker(SeriesMarkers.NONE);
        return this;
    }

    /**
     * Adds a dashed line, which leaves a line below it to be seen; otherwise as {@link #addLine}. Of points of the same height in a
     * row only the first and the last are drawn: dashes begin anew at each point, and would be a solid line.
     */
    public FunctionChart addDashedLine(String name, double[] xs, double[] ys) {
        int[] ends = IntStream.range(0, ys.length)
                .filter(i -> i == 0 || i == ys.length - 1 || ys[i - 1] != ys[i] || ys[i] != ys[i + 1])
                .toArray();
        add(
                        name,
                        Arrays.stream(ends).mapToDouble(i -> xs[i]).toArray(),
                        Arrays.stream(ends).mapToDouble(i -> ys[i]).toArray(),
                        DASHED)
                .setMarker(SeriesMarkers.NONE);
        return this;
    }

    /** Adds points without a line between them; otherwise as {@link #addLine}. */
    public FunctionChart addPoints(String name, double[] xs, double[] ys) {
        XYSeries points = add(name, xs, ys, SOLID);
        points.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        points.setMarker(SeriesMarkers.CIRCLE);
        return this;
    }

    private XYSeries add(String name, double[] xs, double[] ys, BasicStroke stroke) {
        int colour = chart.getSeriesMap().size();
        XYSeries series = chart.addSeries(name, xs, ys);
        series.setLineStyle(stroke);
        series.setLineColor(RunColours.of(colour));
        series.setMarkerColor(RunColours.of(colour));
        return series;
    }

    /** Returns what is written to files. */
    XYChart drawn() {
        return chart;
    }

    /** Writes charts side by side as a PNG file, all or nothing. */
    public static void write(Path target, FunctionChart... charts) throws IOException {
        List<XYChart> drawn = List.of(charts).stream().map(FunctionChart::drawn).toList();
        PngFile.write(ChartGrid.of(drawn, drawn.size(), WIDTH, HEIGHT), target);
    }
}
