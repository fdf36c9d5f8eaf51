package io.github.bnn4j.cli.quantizer;

import io.github.bnn4j.cli.plot.FunctionChart;
import io.github.bnn4j.quantizer.ApproxSign;
import io.github.bnn4j.quantizer.MagnitudeAwareSign;
import io.github.bnn4j.quantizer.Quantizer;
import io.github.bnn4j.quantizer.SteHeaviside;
import io.github.bnn4j.quantizer.SteSign;
import io.github.bnn4j.quantizer.SteTernary;
import io.github.bnn4j.quantizer.StochasticSign;
import io.github.bnn4j.quantizer.SwishSign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Draws each quantizer of the library with its pseudo-gradients, and the article's two ways to binarize, as PNG files.
 *
 * <p>Argument: the directory to write into.
 */
public final class DrawQuantizers {

    /** The pictures end a little beyond the points. */
    private static final double SIDE = QuantizerCurve.END + .1;

    private static final int PASSES = 1000;

    /** One of so many points of a random pass is drawn: more would hide each other. */
    private static final int EVERY = 6;

    private DrawQuantizers() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            System.err.println("Usage: DrawQuantizers DIRECTORY");
            System.exit(2);
        }
        System.setProperty("java.awt.headless", "true");
        drawAll(Files.createDirectories(Path.of(args[0])));
    }

    /** Returns the quantizers by the names of their pictures. */
    static Map<String, Quantizer> quantizers() {
        Map<String, Quantizer> quantizers = new LinkedHashMap<>();
        quantizers.put("SteSign", new SteSign());
        quantizers.put("StochasticSign", new StochasticSign());
        quantizers.put("ApproxSign", new ApproxSign());
        quantizers.put("SwishSign", new SwishSign());
        quantizers.put("SteHeaviside", new SteHeaviside());
        quantizers.put("MagnitudeAwareSign", new MagnitudeAwareSign());
        quantizers.put("SteTernary", new SteTernary());
        quantizers.put("SteTernary-weightScaled", SteTernary.weightScaled());
        return quantizers;
    }

    static void drawAll(Path directory) throws IOException {
        Nd4j.getRandom().setSeed(1);
        for (Map.Entry<String, Quantizer> each : quantizers().entrySet()) {
            FunctionChart.write(
                    directory.resolve(each.getKey() + ".png"),
                    function(each.getKey(), each.getValue()),
                    slopes("pseudo-gradient", each.getValue()));
        }
        FunctionChart.write(
                directory.resolve("binarization.png"),
                function("deterministic: SteSign", new SteSign()),
                function("stochastic: StochasticSign", new StochasticSign()),
                slopes("pseudo-gradient of both", new SteSign()));
    }

    private static FunctionChart function(String title, Quantizer quantizer) {
        QuantizerCurve curve = new QuantizerCurve(quantizer);
        double[] x = curve.points();
        FunctionChart chart = new FunctionChart(title, -SIDE, SIDE, -1.5, 1.5);
        double[] pass = curve.inTraining();
        if (Arrays.equals(pass, curve.atInference())) {
            return chart.addLine("q(x)", x, pass)
                    .addPoints("q(0)", new double[] {0}, new double[] {pass[pass.length / 2]});
        }
        return chart.addLine("mean of " + PASSES + " passes", x, curve.meanInTraining(PASSES))
                .addPoints("one pass", everySome(x), everySome(pass))
                .addDashedLine("at inference", x, curve.atInference());
    }

    private static double[] everySome(double[] values) {
        double[] some = new double[(values.length - 1) / EVERY + 1];
        Arrays.setAll(some, i -> values[i * EVERY]);
        return some;
    }

    private static FunctionChart slopes(String title, Quantizer quantizer) {
        QuantizerCurve curve = new QuantizerCurve(quantizer);
        double[] x = curve.points();
        double[] forKernels = quantizer.appliesToKernels() ? curve.slopeForKernels() : new double[0];
        double[] forActivations = quantizer.appliesToActivations() ? curve.slopeForActivations() : new double[0];
        double top = Math.max(
                Arrays.stream(forKernels).max().orElse(0),
                Arrays.stream(forActivations).max().orElse(0));
        FunctionChart chart = new FunctionChart(title, -SIDE, SIDE, -top / 4, top * 1.25);
        if (Arrays.equals(forKernels, forActivations)) {
            return chart.addLine("for activations and kernels", x, forActivations);
        }
        if (quantizer.appliesToActivations()) {
            chart.addLine("for activations", x, forActivations);
        }
        return quantizer.appliesToKernels() ? chart.addDashedLine("for kernels", x, forKernels) : chart;
    }
}
