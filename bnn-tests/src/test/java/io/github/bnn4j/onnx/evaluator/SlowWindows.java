package io.github.bnn4j.onnx.evaluator;

/** What moves a window over an image, (N, C, H, W). */
final class SlowWindows {

    private final int[] kernel;
    private final int[] strides;
    private final int[] dilations;
    private final int[] before = new int[2];
    private final int[] after = new int[2];
    private final int[] size = new int[2];
    private final int[] out = new int[2];

    private SlowWindows(NdArray x, int[] kernel, NodeAttributes attributes) {
        this.kernel = kernel;
        this.strides = attributes.integers("strides", 1, 1);
        this.dilations = attributes.integers("dilations", 1, 1);
        int[] pads = attributes.integers("pads", 0, 0, 0, 0);
        String auto = attributes.text("auto_pad", "NOTSET");
        boolean ceil = attributes.integer("ceil_mode", 0) == 1;
        for (int d = 0; d < 2; d++) {
            size[d] = x.shape()[2 + d];
            int extent = (kernel[d] - 1) * dilations[d] + 1;
            if (auto.startsWith("SAME")) {
                out[d] = (size[d] + strides[d] - 1) / strides[d];
                int total = Math.max(0, (out[d] - 1) * strides[d] + extent - size[d]);
                before[d] = auto.equals("SAME_UPPER") ? total / 2 : total - total / 2;
                after[d] = total - before[d];
            } else {
                before[d] = auto.equals("VALID") ? 0 : pads[d];
                after[d] = auto.equals("VALID") ? 0 : pads[2 + d];
                int steps = size[d] + before[d] + after[d] - extent;
                out[d] = steps / strides[d] + 1;
                if (ceil && steps % strides[d] != 0 && out[d] * strides[d] < size[d] + before[d]) {
                    out[d]++;
                }
            }
        }
    }

    static NdArray conv(NdArray x, NdArray w, NdArray bias, NodeAttributes attributes) {
        int groups = attributes.integer("group", 1);
        int outputs = w.shape()[0];
        int perGroup = w.shape()[1];
        if (x.shape()[1] != groups * perGroup || outputs % groups != 0) {
            throw new IllegalArgumentException("Groups: " + groups);
        }
        SlowWindows windows = new SlowWindows(x, new int[] {w.shape()[2], w.shape()[3]}, attributes);
        NdArray result = NdArray.zeros(x.shape()[0], outputs, windows.out[0], windows.out[1]);
        for (int i = 0; i < result.values().length; i++) {
            int[] at = result.coordinates(i);
            int group = at[1] / (outputs / groups);
            double sum = bias == null ? 0 : bias.get(at[1]);
            for (int c = 0; c < perGroup; c++) {
                for (int kh = 0; kh < w.shape()[2]; kh++) {
                    for (int kw = 0; kw < w.shape()[3]; kw++) {
                        int h = windows.place(0, at[2], kh);
                        int v = windows.place(1, at[3], kw);
                        if (windows.inside(0, h) && windows.inside(1, v)) {
                            sum += w.get(at[1], c, kh, kw) * x.get(at[0], group * perGroup + c, h, v);
                        }
                    }
                }
            }
            result.values()[i] = sum;
        }
        return result;
    }

    static NdArray maxPool(NdArray x, NodeAttributes attributes) {
        return pool(x, attributes, true);
    }

    static NdArray averagePool(NdArray x, NodeAttributes attributes) {
        return pool(x, attributes, false);
    }

    private static NdArray pool(NdArray x, NodeAttributes attributes, boolean max) {
        SlowWindows windows = new SlowWindows(x, attributes.integers("kernel_shape"), attributes);
        boolean countsPads = attributes.integer("count_include_pad", 0) == 1;
        NdArray result = NdArray.zeros(x.shape()[0], x.shape()[1], windows.out[0], windows.out[1]);
        for (int i = 0; i < result.values().length; i++) {
            int[] at = result.coordinates(i);
            double greatest = Double.NEGATIVE_INFINITY;
            double sum = 0;
            int count = 0;
            for (int kh = 0; kh < windows.kernel[0]; kh++) {
                for (int kw = 0; kw < windows.kernel[1]; kw++) {
                    int h = windows.place(0, at[2], kh);
                    int v = windows.place(1, at[3], kw);
                    if (windows.inside(0, h) && windows.inside(1, v)) {
                        greatest = Math.max(greatest, x.get(at[0], at[1], h, v));
                        sum += x.get(at[0], at[1], h, v);
                        count++;
                    } else if (countsPads && windows.onPads(0, h) && windows.onPads(1, v)) {
                        count++;
                    }
                }
            }
            result.values()[i] = max ? greatest : sum / count;
        }
        return result;
    }

    private int place(int d, int output, int tap) {
        return output * strides[d] - before[d] + tap * dilations[d];
    }

    private boolean inside(int d, int place) {
        return place >= 0 && place < size[d];
    }

    /** A window that the ceiling has added may reach beyond the pads, where nothing counts. */
    private boolean onPads(int d, int place) {
        return place < size[d] + after[d];
    }
}
