package io.github.bnn4j.cli.plot;

import io.github.bnn4j.cli.plot.Curve.Quantity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;

/**
 * Draws which share of each layer's kernel signs an epoch flipped, on a logarithmic scale: a layer that has settled goes
 * down, one that learns nothing but noise stays near one half.
 */
public final class FlipRatioCurves {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 600;

    private final String title;
    private final List<Curve> curves = new ArrayList<>();

    private FlipRatioCurves(String title) {
        this.title = title;
    }

    /** Starts an empty chart. */
    public static FlipRatioCurves titled(String title) {
        return new FlipRatioCurves(title);
    }

    /**
     * Adds a layer. Epochs that flipped nothing make a gap in its line.
     *
     * @param layer name of the layer, each once
     * @param epochs numbers of the epochs, at least one, ascending
     * @param ratios flipped signs divided by all signs in each of the epochs, in [0, 1]
     * @return this chart
     * @throws IllegalArgumentException if the arrays are empty or differ in length
     */
    public FlipRatioCurves add(String layer, int[] epochs, double[] ratios) {
        curves.add(new Curve(layer, Quantity.FLIP_RATIO, epochs, ratios));
        return this;
    }

    /**
     * Writes the chart as a PNG file of 1000 x 600 pixels.
     *
     * @param target the file to create or replace; its directory must exist
     * @throws IllegalStateException if nothing was added
     * @throws IOException if the file cannot be written
     */
    public void write(Path target) throws IOException {
        if (curves.isEmpty()) {
            throw new IllegalStateException("There is no curve to draw: add a layer first.");
        }
        PngFile.write(BitmapEncoder.getBufferedImage(new CurveChart(title, curves, WIDTH, HEIGHT).draw()), target);
    }
}
