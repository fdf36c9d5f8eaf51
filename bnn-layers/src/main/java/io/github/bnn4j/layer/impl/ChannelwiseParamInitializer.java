package io.github.bnn4j.layer.impl;

import io.github.bnn4j.layer.BaseChannelwiseLayer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The parameters of layers that have some numbers for each channel: each {@code [nOut]}, one after the other, all of them biases. */
public final class ChannelwiseParamInitializer implements ParamInitializer {

    private static final ChannelwiseParamInitializer INSTANCE = new ChannelwiseParamInitializer();

    public static ChannelwiseParamInitializer getInstance() {
        return INSTANCE;
    }

    private ChannelwiseParamInitializer() {}

    @Override
    public long numParams(NeuralNetConfiguration conf) {
        return numParams(conf.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        return paramKeys(layer).size() * config(layer).getNOut();
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        return List.copyOf(config(layer).initialValues().keySet());
    }

    @Override
    public List<String> weightKeys(Layer layer) {
        return List.of();
    }

    @Override
    public List<String> biasKeys(Layer layer) {
        return paramKeys(layer);
    }

    @Override
    public boolean isWeightParam(Layer layer, String key) {
        return false;
    }

    @Override
    public boolean isBiasParam(Layer layer, String key) {
        return paramKeys(layer).contains(key);
    }

    @Override
    public Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray paramsView, boolean initializeParams) {
        Map<String, INDArray> params = Collections.synchronizedMap(views(conf.getLayer(), paramsView));
        params.keySet().forEach(conf::addVariable);
        if (initializeParams) {
            config(conf.getLayer()).initialValues().forEach((param, value) -> params.get(param)
                    .assign(value));
        }
        return params;
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration conf, INDArray gradientView) {
        return views(conf.getLayer(), gradientView);
    }

    private Map<String, INDArray> views(Layer layer, INDArray flattened) {
        INDArray all = flattened.reshape(flattened.length());
        long channels = config(layer).getNOut();
        Map<String, INDArray> views = new LinkedHashMap<>();
        for (String param : paramKeys(layer)) {
            long from = views.size() * channels;
            views.put(param, all.get(NDArrayIndex.interval(from, from + channels)));
        }
        return views;
    }

    private static BaseChannelwiseLayer config(Layer layer) {
        return (BaseChannelwiseLayer) layer;
    }
}
