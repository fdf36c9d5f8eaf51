package io.github.bnn4j.trained;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * A test whose verdict depends on what a training has learnt, and so on how the processor and its BLAS round: it has to hold
 * for each seed of {@link Seeds}, on any processor, with margin. {@code matrix.sh} runs it with five seeds on all of them.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@Tag(Trains.TAG)
public @interface Trains {

    String TAG = "training";
}
