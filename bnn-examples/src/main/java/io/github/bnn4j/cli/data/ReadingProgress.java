package io.github.bnn4j.cli.data;

/** Is told how far a reading is that takes a while. */
@FunctionalInterface
public interface ReadingProgress {

    /**
     * @param done pictures that are read, from 1 to {@code all}
     * @param all pictures in all
     */
    void read(int done, int all);
}
