package io.github.bnn4j.cli.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.internal.chartpart.Chart;

/** Charts in one picture, two in a row. */
public final class Panels {

    /** A picture of four panels is so wide. */
    public static final int WIDTH = 1400;

    /** A picture of four panels is so high. */
    public static final int HEIGHT = 1000;

    private static final int PER_ROW = 2;
    private static final int PANEL_WIDTH = WIDTH / PER_ROW;
    private static final int PANEL_HEIGHT = HEIGHT / 2;

    private final List<Chart<?, ?>> charts = new ArrayList<>();

    /**
     * @return this
     */
    public Panels add(LearningCurves curves) {
        charts.add(curves.draw(PANEL_WIDTH, PANEL_HEIGHT));
        return this;
    }

    /**
     * @return this
     */
    public Panels add(GroupedBars bars) {
        charts.add(bars.draw(PANEL_WIDTH, PANEL_HEIGHT));
        return this;
    }

    /** Writes a PNG file, all or nothing. */
    public void write(Path target) throws IOException {
        PngFile.write(ChartGrid.of(charts, PER_ROW, PANEL_WIDTH, PANEL_HEIGHT), target);
    }
}
