package io.github.bnn4j.cli.plot;

import io.github.bnn4j.cli.plot.Curve.Quantity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;

/**
 * Draws how training runs went on, epoch by epoch: validation errors on the left axis (solid lines), training losses on
 * the right one (dashed lines). Both lines of a run have one colour.
 */
public final class LearningCurves {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 600;

    private final String title;
    private final List<Curve> curves = new ArrayList<>();

    private LearningCurves(String title) {
        this.title = title;
    }

    /**
     * Starts an empty chart.
     *
     * @param title title of the chart
     * @return the chart
     */
    public static LearningCurves titled(String title) {
        return new LearningCurves(title);
    }

    /**
     * Adds the validation error of a run. A value which is not finite makes a gap in the line.
     *
     * @param run name of the run
     * @param epochs numbers of the epochs, at least one, ascending
     * @param percent error after each of the epochs, in percent
     * @return this chart
     * @throws IllegalArgumentException if the arrays are empty or differ in length, or the run has an error already
     */
    public LearningCurves addError(String run, int[] epochs, double[] percent) {
        return add(new Curve(run, Quantity.ERROR, epochs, percent));
    }

    /**
     * Adds the training loss of a run. A value which is not finite makes a gap in the line.
     *
     * @param run name of the run
     * @param epochs numbers of the epochs, at least one, ascending
     * @param loss mean loss in each of the epochs
     * @return this chart
     * @throws IllegalArgumentException if the arrays are empty or differ in length, or the run has a loss already
     */
    public LearningCurves addLoss(String run, int[] epochs, double[] loss) {
        return add(new Curve(run, Quantity.LOSS, epochs, loss));
    }

    private LearningCurves add(Curve curve) {
        if (curves.stream().anyMatch(other -> other.label().equals(curve.label()))) {
            throw new IllegalArgumentException(
                    "The chart has the curve \"" + curve.label() + "\" already: give each run another name.");
        }
        curves.add(curve);
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
        PngFile.write(BitmapEncoder.getBufferedImage(draw(WIDTH, HEIGHT)), target);
    }

    /**
     * Draws the chart.
     *
     * @throws IllegalStateException if nothing was added
     */
    XYChart draw(int width, int height) {
        if (curves.isEmpty()) {
            throw new IllegalStateException("There is no curve to draw: add the error or the loss of a run first.");
        }
        return new CurveChart(title, curves, width, height).draw();
    }
}
