using System;
using System.Linq;
using CsCheck;
using LogAggregator.Engine.Storage.Columns;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage.Columns;

public class PlanesTests
{
    const int InBuckets = 8;

    /// <summary>Of any size, many small and few great, rising, multiples.</summary>
    static readonly Gen<long[]> AnyNumbers = Gen.Select(Gen.Int[0, 400], Gen.Int[0, 63], Gen.Int[1, 6], Gen.Int[0, 3], Gen.Int).Select((count, bits, skew, kind, seed) =>
    {
        var random = new Random(seed);
        var numbers = Enumerable.Range(0, count).Select(_ => (long)(Math.Pow(random.NextDouble(), skew) * Math.Pow(2, bits))).ToArray();
        return kind switch { 0 => numbers, 1 => [.. numbers.Order()], 2 => [.. numbers.Select(number => number * 1000)], _ => [.. numbers.Select(number => -number)] };
    });

    [Fact]
    public void AnyNumbersComeBack() => AnyNumbers.Sample(numbers =>
    {
        var chunk = Encoded(numbers);
        var reader = new ChunkReader(chunk);
        Assert.Equal(numbers, Planes.Read(reader, numbers.Length)[..numbers.Length]);
        Assert.Equal(0, reader.Remaining);
        var skipped = new ChunkReader(chunk);
        Planes.Skip(skipped);
        Assert.Equal(0, skipped.Remaining);
    }, iter: 3000);

    [Theory]
    [InlineData(20)]
    [InlineData(36)]
    [InlineData(56)]
    public void NumbersOfVeryDifferentSizeStandInBuckets(int bits)
    {
        var random = new Random(bits);
        var numbers = Enumerable.Range(0, 20_000).Select(_ => (long)Math.Pow(2, random.NextDouble() * bits)).ToArray();
        var chunk = Encoded(numbers);
        Assert.Equal(InBuckets, chunk[0] & InBuckets);
        Assert.Equal(numbers, Planes.Read(new ChunkReader(chunk), numbers.Length)[..numbers.Length]);
    }

    [Fact]
    public void DamagedBucketsAreRefusedOrReadButNeverCrash()
    {
        var random = new Random(9);
        var chunk = Encoded([.. Enumerable.Range(0, 300).Select(_ => (long)Math.Pow(2, random.NextDouble() * 30))]);
        Assert.Equal(InBuckets, chunk[0] & InBuckets);
        for (var i = 0; i < 5000; i++)
        {
            var damaged = chunk.ToArray();
            damaged[random.Next(damaged.Length)] ^= (byte)random.Next(1, 256);
            if (i % 3 == 0) damaged = damaged[..random.Next(damaged.Length)];
            try
            {
                Assert.True(Planes.Read(new ChunkReader(damaged), 300).Length >= 300);
            }
            catch (CorruptBlockException refused)
            {
                Assert.NotEmpty(refused.Message);
            }
        }
    }

    static byte[] Encoded(long[] numbers)
    {
        var writer = new ChunkWriter(1);
        Planes.Write(writer, numbers);
        return writer.Written.ToArray();
    }
}
