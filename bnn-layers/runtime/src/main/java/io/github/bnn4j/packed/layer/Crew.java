package io.github.bnn4j.packed.layer;

import java.util.Objects;
import java.util.function.IntConsumer;

/** Threads that share the work of a layer. */
public interface Crew {

    /** The caller's thread. */
    Crew ALONE = new Crew() {
        @Override
        public int parts(long work) {
            return 1;
        }

        @Override
        public void run(int parts, IntConsumer part) {
            Objects.requireNonNull(part, "part");
            for (int i = 0; i < parts; i++) {
                part.accept(i);
            }
        }
    };

    /**
     * Returns how many parts to make of work: 1 if it is so little that handing over would cost more than it gains.
     *
     * @param work products of two signs
     */
    int parts(long work);

    /**
     * Runs each part once and returns when all are done. What a part throws is thrown here, once no other part runs any more.
     *
     * @param part takes its number, from 0; several at the same time
     */
    void run(int parts, IntConsumer part);
}
