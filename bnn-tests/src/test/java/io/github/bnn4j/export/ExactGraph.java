package io.github.bnn4j.export;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.layer.BinaryConvolutionLayer;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.layer.BinaryDepthwiseConvolutionLayer;
import io.github.bnn4j.layer.BinarySeparableConvolutionLayer;
import io.github.bnn4j.layer.PaddingValue;
import io.github.bnn4j.layer.RPReLULayer;
import io.github.bnn4j.layer.RSignLayer;
import io.github.bnn4j.normalization.FastBatchNormalization;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.InputScale;
import io.github.bnn4j.packed.layer.ValueType;
import io.github.bnn4j.quantizer.ApproxSign;
import io.github.bnn4j.quantizer.MagnitudeAwareSign;
import io.github.bnn4j.quantizer.Quantizer;
import io.github.bnn4j.quantizer.SteHeaviside;
import io.github.bnn4j.quantizer.SteSign;
import io.github.bnn4j.quantizer.SwishSign;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Draws a graph of all that can be packed, with shortcuts, of which single precision computes every number exactly: see {@link
 * Exactness}. Where numbers would need more bits, their signs are taken.
 */
final class ExactGraph {

    private static final int STEPS = 12;
    private static final int OUTPUTS = 3;

    /**
     * A value of the graph, an image, or a vector if it has no pixels.
     *
     * @param users how many vertices take it
     */
    private record Value(String name, int channels, int height, int width, Exactness exactness, int[] users) {

        boolean isImage() {
            return height > 0;
        }

        boolean isLike(Value other) {
            return channels == other.channels && height == other.height && width == other.width;
        }
    }

    private final Random random;
    private final CNN2DFormat format;
    private final InputEncoding encoding;
    private final GraphBuilder builder =
            new NeuralNetConfiguration.Builder().seed(1).graphBuilder();
    private final List<Value> values = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final ComputationGraph network;

    ExactGraph(long seed) {
        random = new Random(seed);
        format = any(CNN2DFormat.NCHW, CNN2DFormat.NHWC);
        boolean image = random.nextInt(5) > 0;
        int channels = image ? any(1, 2, 3, 4) : 1;
        int height = image ? any(4, 5, 6, 8) : 1;
        int width = image ? any(4, 5, 8) : any(5, 12, 70);
        encoding = encoding(channels, height, width);
        builder.addInputs("in");
        values.add(new Value(
                "in", image ? channels : width, image ? height : 0, image ? width : 0, ofInput(), new int[1]));
        int steps = 2 + random.nextInt(STEPS);
        for (int i = 0; i < steps; i++) {
            step();
        }
        end();
        builder.setInputTypes(
                image ? InputType.convolutional(height, width, channels, format) : InputType.feedForward(width));
        network = new ComputationGraph(builder.build());
        network.init();
        ExactParameters.draw(network, random);
    }

    ComputationGraph network() {
        return network;
    }

    InputEncoding encoding() {
        return encoding;
    }

    /** Says which vertices there are. */
    @Override
    public String toString() {
        return format + ", " + encoding.type() + " " + encoding.shape() + text;
    }

    private InputEncoding encoding(int channels, int height, int width) {
        return switch (any(ValueType.values())) {
            case SIGNS -> InputEncoding.signs(channels, height, width);
            case FLOATS -> InputEncoding.floats(channels, height, width);
            case BYTES -> {
                int count = any(1, channels, channels * height * width);
                double[] scales = new double[count];
                double[] offsets = new double[count];
                Arrays.setAll(scales, i -> any(-1.0, 0.5, 1.0, 2.0));
                Arrays.setAll(offsets, i -> any(-128.0, -3.0, 0.0, 0.5));
                if (random.nextInt(3) == 0) {
                    Arrays.fill(scales, 1);
                    Arrays.fill(offsets, 0);
                }
                yield new InputEncoding(ValueType.BYTES, channels, height, width, new InputScale(scales, offsets));
            }
        };
    }

    private Exactness ofInput() {
        return switch (encoding.type()) {
            case SIGNS -> Exactness.SIGNS;
            case FLOATS -> new Exactness(0.5, 4);
            case BYTES -> new Exactness(0.5, 1024);
        };
    }

    /** Draws examples, channel after channel. */
    float[] examples(int count) {
        float[] x = new float[count * encoding.size()];
        for (int i = 0; i < x.length; i++) {
            int value = i % encoding.size();
            x[i] = switch (encoding.type()) {
                case SIGNS -> any(-1, 1);
                case FLOATS -> (random.nextInt(17) - 8) / 2f;
                case BYTES -> (float) (encoding.scale(value) * random.nextInt(256) + encoding.offset(value));
            };
        }
        return x;
    }

    INDArray features(float[] x) {
        INDArray flat = Nd4j.createFromArray(x).reshape(x.length / encoding.size(), encoding.size());
        if (!values.get(0).isImage()) {
            return flat;
        }
        INDArray images = flat.reshape(flat.size(0), encoding.channels(), encoding.height(), encoding.width());
        return format == CNN2DFormat.NHWC ? images.permute(0, 2, 3, 1).dup('c') : images;
    }

    @SafeVarargs
    private <T> T any(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private void step() {
        // Recent ones are deeper, and older ones make shortcuts.
        Value x = values.get(Math.max(random.nextInt(values.size()), random.nextInt(values.size())));
        int kind = random.nextInt(10);
        if (kind < 3) {
            combine(x);
        } else if (kind < 6) {
            elementwise(x);
        } else if (x.isImage()) {
            onImage(x);
        } else {
            dense(x);
        }
    }

    private void onImage(Value x) {
        switch (random.nextInt(7)) {
            case 0, 1 -> binaryConvolution(x);
            case 2 -> depthwise(x);
            case 3 -> {
                // ND4J's sconv2d fails on one channel, or gives other numbers.
                if (x.channels > 1) {
                    separable(x);
                }
            }
            case 4 -> convolution(x);
            case 5 -> pooling(x);
            default -> {
                if (random.nextInt(3) == 0) {
                    flatten(x);
                } else {
                    binaryConvolution(x);
                }
            }
        }
    }

    private String add(Layer layer, Value x, Value result) {
        builder.addLayer(result.name, layer, x.name);
        return add(layer.getClass().getSimpleName(), result, x);
    }

    private String add(GraphVertex vertex, Value result, Value... inputs) {
        builder.addVertex(
                result.name, vertex, Arrays.stream(inputs).map(Value::name).toArray(String[]::new));
        return add(vertex.toString(), result, inputs);
    }

    private String add(String kind, Value result, Value... inputs) {
        text.append("\n  ").append(result.name).append(" = ").append(kind).append(" of");
        for (Value input : inputs) {
            input.users[0]++;
            text.append(' ').append(input.name);
        }
        text.append(" -> ")
                .append(result.channels)
                .append(" x ")
                .append(result.height)
                .append(" x ")
                .append(result.width);
        values.add(result);
        return result.name;
    }

    private Value like(Value x, Exactness exactness) {
        return new Value("v" + values.size(), x.channels, x.height, x.width, exactness, new int[1]);
    }

    private Value image(int channels, int height, int width, Exactness exactness) {
        return new Value("v" + values.size(), channels, height, width, exactness, new int[1]);
    }

    private Value vector(int size, Exactness exactness) {
        return new Value("v" + values.size(), size, 0, 0, exactness, new int[1]);
    }

    /** A quantizer of what comes in, if it is to have one. */
    private Quantizer quantizer() {
        return any(null, new SteSign(), new SteHeaviside(), new ApproxSign(), new SwishSign(2));
    }

    private static Exactness quantized(Exactness exactness, Quantizer quantizer) {
        return quantizer == null ? exactness : Exactness.SIGNS;
    }

    private static Exactness withBias(Exactness exactness) {
        return exactness.plus(ExactParameters.BIAS_STEP, ExactParameters.BIAS_MOST);
    }

    /** How a window slides: sizes of the result, and options. */
    private record Sliding(
            int[] kernel, int[] stride, int[] padding, int[] dilation, ConvolutionMode mode, int height, int width) {

        int taps() {
            return kernel[0] * kernel[1];
        }
    }

    private Sliding sliding(Value x, boolean dilated) {
        int[] kernel = {1 + random.nextInt(3), 1 + random.nextInt(3)};
        int[] stride = {1 + random.nextInt(2), 1 + random.nextInt(2)};
        int[] dilation = {dilated ? any(1, 1, 2) : 1, 1};
        int[] size = {x.height, x.width};
        int[] padding = new int[2];
        int[] output = new int[2];
        boolean same = random.nextInt(3) > 0;
        for (int i = 0; i < 2; i++) {
            int span = (kernel[i] - 1) * dilation[i] + 1;
            padding[i] = same ? 0 : random.nextInt(kernel[i]);
            same = same || size[i] + 2 * padding[i] < span;
        }
        if (same) {
            padding = new int[2];
        }
        for (int i = 0; i < 2; i++) {
            int span = (kernel[i] - 1) * dilation[i] + 1;
            output[i] =
                    same ? (size[i] + stride[i] - 1) / stride[i] : (size[i] + 2 * padding[i] - span) / stride[i] + 1;
        }
        return new Sliding(
                kernel,
                stride,
                padding,
                dilation,
                same ? ConvolutionMode.Same : ConvolutionMode.Truncate,
                output[0],
                output[1]);
    }

    private void binaryConvolution(Value x) {
        Sliding window = sliding(x, true);
        Quantizer quantizer = quantizer();
        Exactness sums =
                withBias(quantized(x.exactness, quantizer).or(Exactness.SIGNS).times(0.5, window.taps() * x.channels));
        int outputs = any(1, 2, x.channels, 5, 33);
        Value y = image(outputs, window.height, window.width, sums);
        if (!sums.fits()) {
            sign(x);
            return;
        }
        add(
                new BinaryConvolutionLayer.Builder(window.kernel)
                        .stride(window.stride)
                        .padding(window.padding)
                        .dilation(window.dilation)
                        .convolutionMode(window.mode)
                        .dataFormat(format)
                        .inputQuantizer(quantizer)
                        .kernelQuantizer(any(new SteSign(), new MagnitudeAwareSign()))
                        .paddingValue(any(PaddingValue.values()))
                        .kernelBound(any(1.0, 0.5))
                        .hasBias(random.nextBoolean())
                        .nOut(outputs)
                        .build(),
                x,
                y);
    }

    private void depthwise(Value x) {
        Sliding window = sliding(x, false);
        boolean binary = random.nextBoolean();
        Quantizer quantizer = binary ? quantizer() : null;
        int each = any(1, 1, 2);
        Exactness sums =
                withBias(quantized(x.exactness, quantizer).plus(Exactness.SIGNS).times(0.5, 2 * window.taps()));
        Value y = image(each * x.channels, window.height, window.width, sums);
        if (!sums.fits()) {
            sign(x);
        } else if (binary) {
            add(
                    new BinaryDepthwiseConvolutionLayer.Builder(window.kernel)
                            .stride(window.stride)
                            .padding(window.padding)
                            .convolutionMode(window.mode)
                            .dataFormat(format)
                            .inputQuantizer(quantizer)
                            .paddingValue(any(PaddingValue.values()))
                            .kernelBound(any(1.0, 0.5))
                            .hasBias(random.nextBoolean())
                            .depthMultiplier(each)
                            .build(),
                    x,
                    y);
        } else {
            add(
                    new DepthwiseConvolution2D.Builder(window.kernel)
                            .stride(window.stride)
                            .padding(window.padding)
                            .convolutionMode(window.mode)
                            .dataFormat(format)
                            .activation(Activation.IDENTITY)
                            .hasBias(random.nextBoolean())
                            .depthMultiplier(each)
                            .nOut(each * x.channels)
                            .build(),
                    x,
                    y);
        }
    }

    private void separable(Value x) {
        Sliding window = sliding(x, false);
        boolean binary = random.nextBoolean();
        Quantizer quantizer = binary ? quantizer() : null;
        int each = any(1, 1, 2);
        int outputs = any(1, 3, 6);
        Exactness sums = withBias(quantized(x.exactness, quantizer)
                .plus(Exactness.SIGNS)
                .times(0.25, 2 * window.taps() * each * x.channels));
        Value y = image(outputs, window.height, window.width, sums);
        if (!sums.fits()) {
            sign(x);
        } else if (binary) {
            add(
                    new BinarySeparableConvolutionLayer.Builder(window.kernel)
                            .stride(window.stride)
                            .padding(window.padding)
                            .convolutionMode(window.mode)
                            .dataFormat(format)
                            .inputQuantizer(quantizer)
                            .paddingValue(any(PaddingValue.values()))
                            .hasBias(random.nextBoolean())
                            .depthMultiplier(each)
                            .nOut(outputs)
                            .build(),
                    x,
                    y);
        } else {
            add(
                    new SeparableConvolution2D.Builder(window.kernel)
                            .stride(window.stride)
                            .padding(window.padding)
                            .convolutionMode(window.mode)
                            .dataFormat(format)
                            .activation(Activation.IDENTITY)
                            .hasBias(random.nextBoolean())
                            .depthMultiplier(each)
                            .nOut(outputs)
                            .build(),
                    x,
                    y);
        }
    }

    private void convolution(Value x) {
        Sliding window = sliding(x, true);
        Exactness sums = withBias(x.exactness.times(ExactParameters.WEIGHT_STEP, window.taps() * x.channels));
        int outputs = any(1, x.channels, 5);
        Value y = image(outputs, window.height, window.width, sums);
        if (!sums.fits()) {
            sign(x);
            return;
        }
        add(
                new ConvolutionLayer.Builder(window.kernel)
                        .stride(window.stride)
                        .padding(window.padding)
                        .dilation(window.dilation)
                        .convolutionMode(window.mode)
                        .dataFormat(format)
                        .activation(any(Activation.IDENTITY, Activation.RELU))
                        .hasBias(random.nextBoolean())
                        .nOut(outputs)
                        .build(),
                x,
                y);
    }

    /** Means are of 1, 2 or 4 values. */
    private void pooling(Value x) {
        boolean mean = random.nextBoolean();
        Sliding window = sliding(x, false);
        while (mean && (window.kernel[0] == 3 || window.kernel[1] == 3)) {
            window = sliding(x, false);
        }
        Exactness exactness = mean ? x.exactness.times(0.25, 4) : x.exactness;
        if (!exactness.fits()) {
            sign(x);
            return;
        }
        SubsamplingLayer layer = new SubsamplingLayer.Builder(mean ? PoolingType.AVG : PoolingType.MAX)
                .kernelSize(window.kernel)
                .stride(window.stride)
                .padding(window.padding)
                .convolutionMode(window.mode)
                .dataFormat(format)
                .build();
        layer.setAvgPoolIncludePadInDivisor(random.nextBoolean());
        add(layer, x, image(x.channels, window.height, window.width, exactness));
    }

    private void flatten(Value x) {
        int pixels = x.height * x.width;
        Exactness sums = x.exactness.times(1.0 / pixels, pixels);
        if (Integer.bitCount(pixels) == 1 && sums.fits() && random.nextBoolean()) {
            add(new GlobalPoolingLayer(PoolingType.AVG), x, vector(x.channels, sums));
        } else {
            dense(x);
        }
    }

    private void dense(Value x) {
        dense(x, any(3, 5, 12));
    }

    private void dense(Value x, int outputs) {
        int inputs = x.isImage() ? x.channels * x.height * x.width : x.channels;
        boolean binary = random.nextInt(3) > 0;
        Quantizer quantizer = binary ? quantizer() : null;
        Exactness sums = withBias(quantized(x.exactness, quantizer).times(0.5, inputs));
        if (!sums.fits()) {
            sign(x);
            dense(values.get(values.size() - 1), outputs);
        } else if (binary) {
            add(
                    new BinaryDenseLayer.Builder()
                            .nOut(outputs)
                            .inputQuantizer(quantizer)
                            .kernelQuantizer(any(new SteSign(), new MagnitudeAwareSign()))
                            .kernelBound(any(1.0, 0.5))
                            .hasBias(random.nextBoolean())
                            .build(),
                    x,
                    vector(outputs, sums));
        } else {
            add(
                    new DenseLayer.Builder()
                            .nOut(outputs)
                            .activation(any(Activation.IDENTITY, Activation.RELU))
                            .hasBias(random.nextBoolean())
                            .build(),
                    x,
                    vector(outputs, sums));
        }
    }

    /** DL4J's ActivationLayer overwrites the example, which others take too. */
    private boolean isExample(Value x) {
        return x == values.get(0);
    }

    private void sign(Value x) {
        if (isExample(x)) {
            add(new RSignLayer.Builder().build(), x, like(x, Exactness.SIGNS));
            return;
        }
        add(
                new ActivationLayer(new SignActivation(any(new SteSign(), new ApproxSign(), new SteHeaviside()))),
                x,
                like(x, Exactness.SIGNS));
    }

    private void elementwise(Value x) {
        switch (random.nextInt(7)) {
            case 0, 1 -> sign(x);
            case 2 -> normalize(x);
            case 3 -> {
                if (!isExample(x)) {
                    add(new ActivationLayer(Activation.RELU), x, like(x, x.exactness));
                }
            }
            case 4 ->
                add(
                        new RSignLayer.Builder()
                                .quantizer(any(new ApproxSign(), new SteHeaviside()))
                                .build(),
                        x,
                        like(x, Exactness.SIGNS));
            default -> rectify(x);
        }
    }

    private void normalize(Value x) {
        Exactness normalized =
                withBias(withBias(x.exactness).times(ExactParameters.NORM_STEP, ExactParameters.NORM_MOST));
        if (!normalized.fits()) {
            sign(x);
            return;
        }
        BatchNormalization layer = random.nextBoolean()
                ? new BatchNormalization.Builder().eps(ExactParameters.EPS).build()
                : new FastBatchNormalization.Builder()
                        .eps(ExactParameters.EPS)
                        .useLogStd(random.nextBoolean())
                        .build();
        add(layer, x, like(x, normalized));
    }

    private void rectify(Value x) {
        Exactness shifted =
                withBias(withBias(x.exactness).times(ExactParameters.SLOPE_STEP, ExactParameters.SLOPE_MOST));
        if (!shifted.fits()) {
            sign(x);
            return;
        }
        Value y = like(x, shifted);
        switch (isExample(x) ? 0 : random.nextInt(3)) {
            case 0 -> add(new RPReLULayer.Builder().build(), x, y);
            case 1 -> add(new ActivationLayer(new ActivationLReLU(0.5)), x, y);
            default -> add(prelu(x), x, y);
        }
    }

    private PReLULayer prelu(Value x) {
        PReLULayer.Builder layer = new PReLULayer.Builder();
        if (!x.isImage()) {
            return layer.inputShape(x.channels).build();
        }
        boolean last = format == CNN2DFormat.NHWC;
        layer.inputShape(
                last ? new long[] {x.height, x.width, x.channels} : new long[] {x.channels, x.height, x.width});
        long[] pixels = last ? new long[] {1, 2} : new long[] {2, 3};
        switch (random.nextInt(4)) {
            case 0 -> layer.sharedAxes(pixels);
            case 1 -> layer.sharedAxes(pixels[0]);
            case 2 -> layer.sharedAxes(1, 2, 3);
            default -> {}
        }
        return layer.build();
    }

    /** DL4J is wrong about when it may forget a value that one vertex takes twice. */
    private void combine(Value x) {
        List<Value> same = values.stream().filter(y -> y.isLike(x) && y != x).toList();
        switch (random.nextInt(6)) {
            case 0 -> {
                if (x.exactness.times(0.5, 2).fits()) {
                    double factor = any(0.5, 2.0, -1.0);
                    add(new ScaleVertex(factor), like(x, x.exactness.times(0.5, 2)), x);
                }
            }
            case 1 -> {
                if (withBias(x.exactness).fits()) {
                    add(new ShiftVertex(any(0.5, -1.5)), like(x, withBias(x.exactness)), x);
                }
            }
            case 2 -> merge(x);
            default -> {
                if (!same.isEmpty()) {
                    combine(x, same.get(random.nextInt(same.size())));
                }
            }
        }
    }

    private void combine(Value x, Value other) {
        ElementWiseVertex.Op op = any(
                ElementWiseVertex.Op.Add,
                ElementWiseVertex.Op.Add,
                ElementWiseVertex.Op.Subtract,
                ElementWiseVertex.Op.Average,
                ElementWiseVertex.Op.Product);
        Exactness exactness = op == ElementWiseVertex.Op.Product
                ? x.exactness.times(other.exactness.step(), other.exactness.most())
                : x.exactness.plus(other.exactness).times(0.5, 1);
        if (exactness.fits()) {
            add(new ElementWiseVertex(op), like(x, exactness), x, other);
        }
    }

    private void merge(Value x) {
        List<Value> same = values.stream()
                .filter(y -> y.height == x.height && y.width == x.width && y != x)
                .toList();
        if (same.isEmpty()) {
            return;
        }
        Value other = same.get(random.nextInt(same.size()));
        if (x.channels + other.channels <= 40) {
            Exactness exactness = x.exactness.or(other.exactness);
            add(
                    new MergeVertex(),
                    x.isImage()
                            ? image(x.channels + other.channels, x.height, x.width, exactness)
                            : vector(x.channels + other.channels, exactness),
                    x,
                    other);
        }
    }

    /** Whatever nobody took yet goes into the result. */
    private void end() {
        List<Value> parts = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Value x = values.get(i);
            if (x.users[0] == 0 && !parts.contains(x)) {
                dense(x, OUTPUTS);
                parts.add(values.get(values.size() - 1));
                // Those that were added are no more to be looked at.
                values.get(values.size() - 1).users[0]++;
            }
        }
        Value last = parts.get(0);
        if (parts.size() > 1) {
            Exactness all =
                    parts.stream().map(Value::exactness).reduce(Exactness::or).orElseThrow();
            Value joined = vector(OUTPUTS * parts.size(), all);
            add(new MergeVertex(), joined, parts.toArray(Value[]::new));
            last = joined;
        }
        int inputs = last.channels;
        if (random.nextBoolean() && withBias(last.exactness.times(0.5, inputs)).fits()) {
            builder.addLayer(
                    "out",
                    new OutputLayer.Builder(LossFunction.MSE)
                            .nOut(OUTPUTS)
                            .activation(Activation.IDENTITY)
                            .build(),
                    last.name);
        } else {
            builder.addLayer(
                    "out",
                    new BinaryDenseLayer.Builder()
                            .nOut(OUTPUTS)
                            .inputQuantizer(new SteSign())
                            .build(),
                    last.name);
        }
        text.append("\n  out of ").append(last.name);
        builder.setOutputs("out");
    }
}
