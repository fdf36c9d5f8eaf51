package io.github.bnn4j.cli.bench;

import java.util.Arrays;
import java.util.Set;

/** Tells what a training step spends its time on, by the methods on the stack. */
enum TrainingStepPart {
    /** Floating-point matrix products. */
    GEMM("GEMM") {
        @Override
        boolean covers(StackTraceElement frame) {
            return PRODUCTS.contains(frame.getMethodName())
                    && frame.getClassName().startsWith("org.nd4j.");
        }
    },
    /** Matrix products by XNOR and popcount. */
    XNOR("XNOR") {
        @Override
        boolean covers(StackTraceElement frame) {
            return frame.getClassName().endsWith(".XnorProduct")
                    && frame.getMethodName().equals("countMismatches");
        }
    },
    /** All that turns floats into bits and back for these. */
    BITS("bits") {
        @Override
        boolean covers(StackTraceElement frame) {
            return frame.getClassName().endsWith(".XnorProduct");
        }
    },
    /** Batch normalization, forward and backward. */
    NORM("norm") {
        @Override
        boolean covers(StackTraceElement frame) {
            return frame.getClassName().contains("BatchNorm");
        }
    },
    /** The updater, its step taken off the parameters, and constraints on these. */
    UPDATE("update") {
        @Override
        boolean covers(StackTraceElement frame) {
            return frame.getClassName().contains("Updater")
                    || frame.getClassName().contains("StepFunction")
                    || frame.getMethodName().startsWith("applyConstraints");
        }
    },
    /** Dropout, activation functions, loss, data, and Deeplearning4j between them. */
    REST("rest") {
        @Override
        boolean covers(StackTraceElement frame) {
            return true;
        }
    };

    private static final Set<String> PRODUCTS = Set.of("gemm", "mmuli", "mmul");

    private final String title;

    TrainingStepPart(String title) {
        this.title = title;
    }

    abstract boolean covers(StackTraceElement frame);

    String title() {
        return title;
    }

    /** Returns the first part that covers a frame. */
    static TrainingStepPart of(StackTraceElement[] stack) {
        return Arrays.stream(values())
                .filter(part -> Arrays.stream(stack).anyMatch(part::covers))
                .findFirst()
                .orElse(REST);
    }
}
