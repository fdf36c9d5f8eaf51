package io.github.bnn4j.packed.layer;

/** Weights in the order in which they meet {@link Patches}. */
interface PatchWeights {

    /** Returns the weights over the patches of a tile; once these have changed, ask again. */
    Counter over(int[][] patches, int pixels);

    /** Counts mismatches of weights and patches. */
    interface Counter {

        /**
         * @param group of {@link #GROUP} outputs, the last one of what is left
         * @param counts receives the mismatches, {@code [output of the group][pixel]}
         */
        void mismatches(int group, int[][] counts);
    }

    /** Outputs that are computed together: the bits of one word for each pixel. */
    int GROUP = Integer.SIZE;

    /** Returns how many groups there are. */
    static int groups(int outputs) {
        return (outputs + GROUP - 1) / GROUP;
    }

    /** Returns how many outputs a group has. */
    static int sizeOf(int group, int outputs) {
        return Math.min(GROUP, outputs - group * GROUP);
    }
}
