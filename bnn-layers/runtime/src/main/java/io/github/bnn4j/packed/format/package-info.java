/**
 * The {@code .bnn} file, version 1. All numbers are little-endian; u8, u16, u32 are unsigned, i32 signed, f32 and f64 IEEE
 * 754. A file is shorter than 2^31 bytes. Whatever does not follow this page is refused with a {@link
 * io.github.bnn4j.packed.format.PackedFormatException}, before memory is allocated for it.
 *
 * <p>Reading takes time and memory in proportion to the length of the file, whatever sizes it announces: at most 64 bytes are
 * allocated for each byte of it, and a quarter of a megabyte. Mostly it is three or four.
 *
 * <pre>
 * offset  type     what
 *      0  8 bytes  89 42 4E 4E 34 4A 0D 0A: \x89 B N N 4 J CR LF
 *      8  u16      version, 1
 *     10  u16      0
 *     12  u32      length of the file in bytes, from the first byte to the end of the checksum
 *     16  u8       value type of the input: 0 bytes, 1 floats, 2 signs
 *     17  u8 x 3   0
 *     20  u32      channels      at least 1 each, at most 2^28 - 1 values in all
 *     24  u32      height
 *     28  u32      width
 *     32  f64      scale         finite, not 0; real = scale * byte + offset
 *     40  f64      offset        finite
 *     48  u32      count of labels, 0 or that of outputs
 *     52  u32      count of layers, at least 1
 *     56           labels, each: u16 length in bytes, then UTF-8
 *                  layers, each: u8 type, 3 bytes 0, u32 length of what follows in bytes, then as below
 *      -  u32      CRC-32 (as in zip and PNG) of all bytes before it
 * </pre>
 *
 * <p>Layers. Each takes the value type and width that the one before gives; the last gives floats. N is outputs, K inputs, and
 * {@code words(x)} is x / 64 rounded up. Signs are bits, 1 for +1; sign i is bit {@code i % 64} of u64 {@code i / 64}; bits
 * that stand for nothing are 0.
 *
 * <pre>
 * type 1, binary dense on bytes or signs
 *      u8       value type of the input, 0 bytes or 2 signs
 *      u8       what follows the weights: 0 thresholds, 1 scores
 *      u16      0
 *      u32, u32 K, N
 *      u64 x N * words(K)   weights, a row for each output
 *      thresholds: output is +1 if its mismatches are at most the limit; see {@link io.github.bnn4j.packed.layer.Thresholds}
 *          i32 x N          limits, from -1 to K on signs and 255 K on bytes
 *          u64 x words(N)   flips
 *      scores: scale * sum + offset
 *          f64 x N          scale, finite
 *          f64 x N          offset, finite
 * type 2, binary dense on floats
 *      u32, u32 K, N
 *      u64 x N * words(K)   weights, a row for each output
 *      f64 x N              scale, finite
 *      f64 x N              offset, finite
 * type 3, dense
 *      u32, u32 K, N
 *      f32 x K * N          weights, those of an input together, finite
 *      f32 x N              bias, finite
 * type 4, scale and offset of floats
 *      u32      N
 *      f64 x N  scale, finite
 *      f64 x N  offset, finite
 * type 5, activation function of floats
 *      u8       0 relu, 1 leaky relu, 2 elu, 3 tanh, 4 hard tanh, 5 sigmoid, 6 hard sigmoid, 7 softplus, 8 softsign,
 *               9 swish, 10 softmax
 *      u8 x 3   0
 *      u32      N
 *      f64      parameter, finite
 * type 6, sign of floats
 *      u32      N
 * type 7, bytes to floats
 *      u32      N
 *      f64, f64 scale, offset, finite
 * type 8, signs to floats
 *      u32      N
 *      f32, f32 what +1 and -1 stand for, finite
 * </pre>
 *
 * <p>Layers on images, of C channels, H rows and W columns; C * H * W is at most 2^28 - 1. Values are in the order rows,
 * columns, channels, the latter next to one another; type 9 gives them that order. Of two layers on images one after the
 * other, and of the input, if it has more than one channel or row, and the first layer, the sizes are the same.
 *
 * <p>A window of T taps is twelve numbers, six for rows, then six for columns: u32 input, u32 output, u32 taps, u32 stride,
 * u32 padding, u32 dilation; see {@link io.github.bnn4j.packed.layer.Axis} for what they mean and their ranges. T is the
 * product of both counts of taps; of a convolution, T times C, or T times C / 32 rounded up if its input is signs, is at most
 * 2^20. Border classes and their order are those of {@link
 * io.github.bnn4j.packed.layer.Window#classes()}.
 *
 * <pre>
 * type 9, channels first to channels last
 *      u8       value type, as of the input
 *      u8 x 3   0
 *      u32 x 3  C, H, W
 * type 10, binary convolution on bytes or signs
 *      u8       value type of the input, 0 bytes or 2 signs
 *      u8       what follows the weights: 0 thresholds, 1 scores
 *      u8       taps on padding: 0 for the byte 0 or signs -1, 1 for signs +1
 *      u8       0
 *      u32, u32 C, N
 *      u32      classes: 1, or as many as the window has
 *      u32 x 12 window
 *      u64 x N * words(T * C)   weights, a row for each output: tap after tap, channels of a tap together
 *      thresholds: output is +1 if its mismatches are at most the limit
 *          i32 x classes * N    limits, those of a class together, from -1 to T * C on signs and 255 T * C on bytes
 *          u64 x words(N)       flips
 *      scores: scale * sum + offset
 *          f64 x N              scale, finite
 *          f64 x classes * N    offset, those of a class together, finite
 * type 11, binary convolution on floats
 *      u32, u32 C, N
 *      u32 x 12 window
 *      f32      what taps on padding hold, finite
 *      u64 x N * words(T * C)   weights, as above
 *      f64 x N  scale, finite
 *      f64 x N  offset, finite
 * type 12, maximum of signs
 *      u32      C
 *      u32 x 12 window
 *      u64 x words(C)   1 for channels of which the minimum is taken
 * type 13, mean over all pixels of floats, channel by channel
 *      u32 x 3  C, H, W
 *      f64 x C  scale, finite
 *      f64 x C  offset, finite
 * </pre>
 *
 * <p>The version tells how to read the header and the frames of layers, which types 9 to 13, added later, have left as they
 * were: older files are read as ever, and an older program refuses a newer file by the number of the type that it does not
 * know.
 */
package io.github.bnn4j.packed.format;
