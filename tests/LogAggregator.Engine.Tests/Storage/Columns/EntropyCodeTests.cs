using System;
using System.Buffers;
using System.Linq;
using CsCheck;
using LogAggregator.Engine.Storage.Columns;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage.Columns;

public class EntropyCodeTests
{
    static readonly Gen<byte[]> AnyBytes = Gen.Select(Gen.Int[1, 3000], Gen.Int[1, 256], Gen.Int[1, 6], Gen.Int).Select((length, symbols, skew, seed) =>
    {
        var random = new Random(seed);
        return Enumerable.Range(0, length).Select(_ => (byte)(symbols * Math.Pow(random.NextDouble(), skew))).ToArray();
    });

    [Fact]
    public void AnyBytesComeBack() => AnyBytes.Sample(bytes =>
    {
        var decoded = new byte[bytes.Length];
        Assert.True(EntropyCode.TryDecode(Encoded(bytes), decoded));
        Assert.Equal(bytes, decoded);
    }, iter: 2000);

    [Fact]
    public void ACodeIsHardlyLongerThanFrequenciesSay()
    {
        var random = new Random(4);
        var bytes = Enumerable.Range(0, 50_000).Select(_ => random.Next(100) < 97 ? (byte)0 : (byte)random.Next(5)).ToArray();
        var counts = new int[256];
        EntropyCode.Count(bytes, counts);
        Assert.InRange(Encoded(bytes).Length, 0, EntropyCode.EntropyBits(counts, bytes.Length) / 8 * 1.01 + 30);
    }

    [Fact]
    public void DamageAndOtherLengthsAreNoticedAndNeverCrash()
    {
        var random = new Random(5);
        var bytes = Enumerable.Range(0, 400).Select(_ => (byte)(random.Next(4) * random.Next(20))).ToArray();
        var code = Encoded(bytes);
        Assert.False(EntropyCode.TryDecode(code, new byte[399]));
        Assert.False(EntropyCode.TryDecode(code, new byte[401]));
        for (var length = 0; length < code.Length; length++) Assert.False(EntropyCode.TryDecode(code.AsSpan(0, length), new byte[400]));
        var (decoded, refused) = (new byte[400], 0);
        for (var i = 0; i < 5000; i++)
        {
            var damaged = code.ToArray();
            damaged[random.Next(damaged.Length)] ^= (byte)random.Next(1, 256);
            if (!EntropyCode.TryDecode(damaged, decoded)) refused++;
        }

        // Bits behind the table mean nothing; and states may meet again by chance.
        Assert.InRange(refused, 4500, 5000);
    }

    static byte[] Encoded(byte[] bytes)
    {
        var counts = new int[256];
        EntropyCode.Count(bytes, counts);
        var writer = new ArrayBufferWriter<byte>();
        EntropyCode.Encode(bytes, counts, writer);
        return writer.WrittenSpan.ToArray();
    }
}
