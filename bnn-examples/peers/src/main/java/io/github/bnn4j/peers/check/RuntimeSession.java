package io.github.bnn4j.peers.check;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;

/** A file in ONNX Runtime: one input and one output, both of numbers in single precision, an example after the other. */
public final class RuntimeSession implements AutoCloseable {

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final String input;
    private final long[] shape;

    /**
     * @throws OrtException if ONNX Runtime does not take the file
     */
    public RuntimeSession(Path file) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            session = environment.createSession(file.toString(), options);
        }
        input = session.getInputNames().iterator().next();
        shape = ((TensorInfo) session.getInputInfo().get(input).getInfo()).getShape();
    }

    /** Returns how many values an example has. */
    public int inputs() {
        int inputs = 1;
        for (int axis = 1; axis < shape.length; axis++) {
            inputs *= (int) shape[axis];
        }
        return inputs;
    }

    /** Returns the scores of some examples. */
    public float[] scores(float[] examples) throws OrtException {
        long[] sizes = shape.clone();
        sizes[0] = examples.length / inputs();
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(examples), sizes);
                OrtSession.Result result = session.run(Map.of(input, tensor))) {
            FloatBuffer buffer = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] scores = new float[buffer.remaining()];
            buffer.get(scores);
            return scores;
        }
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
