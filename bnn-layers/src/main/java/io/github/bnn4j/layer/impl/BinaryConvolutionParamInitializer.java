package io.github.bnn4j.layer.impl;

import io.github.bnn4j.kernel.KernelLayout;
import io.github.bnn4j.layer.BaseBinaryConvolutionLayer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The parameters of binary convolution layers, laid out as DL4J lays out those of its own: b {@code [nOut]} first, if there is
 * one, then the kernels, 'c' ordered. Kernels are initialized by their own fans.
 */
public final class BinaryConvolutionParamInitializer implements ParamInitializer {

    private static final BinaryConvolutionParamInitializer INSTANCE = new BinaryConvolutionParamInitializer();

    public static BinaryConvolutionParamInitializer getInstance() {
        return INSTANCE;
    }

    private BinaryConvolutionParamInitializer() {}

    @Override
    public long numParams(NeuralNetConfiguration conf) {
        return numParams(conf.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        long kernels = config(layer).kernelLayouts().stream()
                .mapToLong(KernelLayout::length)
                .sum();
        return biasLength(layer) + kernels;
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        List<String> keys = new ArrayList<>(weightKeys(layer));
        keys.addAll(biasKeys(layer));
        return keys;
    }

    @Override
    public List<String> weightKeys(Layer layer) {
        return config(layer).kernelLayouts().stream().map(KernelLayout::param).toList();
    }

    @Override
    public List<String> biasKeys(Layer layer) {
        return config(layer).hasBias() ? List.of(DefaultParamInitializer.BIAS_KEY) : List.of();
    }

    @Override
    public boolean isWeightParam(Layer layer, String key) {
        return weightKeys(layer).contains(key);
    }

    @Override
    public boolean isBiasParam(Layer layer, String key) {
        return DefaultParamInitializer.BIAS_KEY.equals(key);
    }

    @Override
    public Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray paramsView, boolean initializeParams) {
        BaseBinaryConvolutionLayer layer = config(conf.getLayer());
        Map<String, INDArray> params = Collections.synchronizedMap(views(layer, paramsView));
        params.keySet().forEach(conf::addVariable);
        if (initializeParams) {
            if (layer.hasBias()) {
                params.get(DefaultParamInitializer.BIAS_KEY).assign(layer.getBiasInit());
            }
            for (KernelLayout kernel : layer.kernelLayouts()) {
                INDArray view = params.get(kernel.param());
                layer.getWeightInitFn()
                        .init(
                                kernel.fanIn(),
                                kernel.fanOut(),
                                kernel.shape(),
                                'c',
                                view.reshape('c', 1, view.length()));
            }
        }
        return params;
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration conf, INDArray gradientView) {
        return views(config(conf.getLayer()), gradientView);
    }

    private static Map<String, INDArray> views(BaseBinaryConvolutionLayer layer, INDArray flattened) {
        INDArray all = flattened.reshape(flattened.length());
        Map<String, INDArray> views = new LinkedHashMap<>();
        long from = biasLength(layer);
        if (from > 0) {
            views.put(DefaultParamInitializer.BIAS_KEY, all.get(NDArrayIndex.interval(0, from)));
        }
        for (KernelLayout kernel : layer.kernelLayouts()) {
            long to = from + kernel.length();
            views.put(kernel.param(), all.get(NDArrayIndex.interval(from, to)).reshape('c', kernel.shape()));
            from = to;
        }
        return views;
    }

    private static long biasLength(Layer layer) {
        return config(layer).hasBias() ? config(layer).getNOut() : 0;
    }

    private static BaseBinaryConvolutionLayer config(Layer layer) {
        return (BaseBinaryConvolutionLayer) layer;
    }
}
