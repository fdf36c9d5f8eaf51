package io.github.bnn4j.peers.bench;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/** A file in ONNX Runtime, with all of its optimizations, and a batch of noise for it, which is where ONNX Runtime can take it. */
final class PeerSession implements AutoCloseable {

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final Map<String, OnnxTensor> batch;

    /**
     * @param threads for one batch
     * @param examples in the batch
     * @throws OrtException if ONNX Runtime does not take the file
     */
    PeerSession(Path file, int threads, int examples) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setOptimizationLevel(OptLevel.ALL_OPT);
            session = environment.createSession(file.toString(), options);
        }
        Map.Entry<String, NodeInfo> input =
                session.getInputInfo().entrySet().iterator().next();
        batch = Map.of(input.getKey(), noise((TensorInfo) input.getValue().getInfo(), examples));
    }

    private OnnxTensor noise(TensorInfo info, int examples) throws OrtException {
        long[] shape = info.getShape();
        shape[0] = examples;
        int values = 1;
        for (long size : shape) {
            values = Math.multiplyExact(values, Math.toIntExact(size));
        }
        Random random = new Random(1);
        if (info.type == OnnxJavaType.UINT8) {
            byte[] bytes = new byte[values];
            random.nextBytes(bytes);
            ByteBuffer direct = ByteBuffer.allocateDirect(values).put(bytes).rewind();
            return OnnxTensor.createTensor(environment, direct, shape, OnnxJavaType.UINT8);
        }
        ByteBuffer direct = ByteBuffer.allocateDirect(values * Float.BYTES).order(ByteOrder.nativeOrder());
        for (int i = 0; i < values; i++) {
            direct.putFloat(2 * random.nextFloat() - 1);
        }
        return OnnxTensor.createTensor(environment, direct.rewind().asFloatBuffer(), shape);
    }

    /**
     * Predicts the batch.
     *
     * @return how many scores there were
     */
    int predict() {
        try (OrtSession.Result result = session.run(batch)) {
            return ((OnnxTensor) result.get(0)).getFloatBuffer().remaining();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime says: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws OrtException {
        batch.values().forEach(OnnxTensor::close);
        session.close();
    }
}
