using System;
using System.Linq;
using CsCheck;
using LogAggregator.Engine.Storage.Columns;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage.Columns;

public class PlanesTests
{
    const int InBuckets = 8;
    const int Ranked = 16;
    const int Thorough = 12;
    const int Many = 5000;

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
        AssertComeBack(numbers, 1);
        AssertComeBack(numbers, Thorough);
    }, iter: 3000);

    static void AssertComeBack(long[] numbers, int level)
    {
        var chunk = Encoded(numbers, level);
        var reader = new ChunkReader(chunk);
        Assert.Equal(numbers, Planes.Read(reader, numbers.Length)[..numbers.Length]);
        Assert.Equal(0, reader.Remaining);
        var skipped = new ChunkReader(chunk);
        Planes.Skip(skipped);
        Assert.Equal(0, skipped.Remaining);
    }

    [Theory]
    [InlineData(44)]
    [InlineData(36)]
    [InlineData(56)]
    public void NumbersOfVeryDifferentSizeStandInBuckets(int bits)
    {
        var random = new Random(bits);
        var numbers = Enumerable.Range(0, 20_000).Select(_ => OfAnySize(random, bits)).ToArray();
        var chunk = Encoded(numbers);
        Assert.Equal(InBuckets, chunk[0] & InBuckets);
        Assert.Equal(numbers, Planes.Read(new ChunkReader(chunk), numbers.Length)[..numbers.Length]);
    }

    [Fact]
    public void FewNumbersOfWhichSomeAreFrequentHaveRanksWhereThereIsTime()
    {
        var numbers = Frequent(20_000);
        Assert.Equal(0, Encoded(numbers)[0] & Ranked);
        Assert.Equal(Ranked, Encoded(numbers, Thorough)[0] & Ranked);
        AssertComeBack(numbers, Thorough);
    }

    [Fact]
    public void RanksOfRanksAreRefused()
    {
        var chunk = Encoded(Frequent(Many), Thorough);
        var reader = new ChunkReader(chunk);
        Assert.Equal(Ranked, reader.ReadByte());
        reader.ReadNumber();
        reader.ReadUnsigned();
        chunk[reader.Position] |= Ranked;
        Assert.Throws<CorruptBlockException>(() => Planes.Read(new ChunkReader(chunk), Many));
        Assert.Throws<CorruptBlockException>(() => Planes.Skip(new ChunkReader(chunk)));
    }

    /// <summary>Of at most so many bits; small ones are more frequent.</summary>
    static long OfAnySize(Random random, int bits) => (long)Math.Pow(2, Math.Pow(random.NextDouble(), 2) * bits);

    /// <summary>Thousands of numbers of 24 bits, the n-th with a weight of about 1/n.</summary>
    static long[] Frequent(int count)
    {
        var random = new Random(11);
        return [.. Enumerable.Range(0, count).Select(_ => (long)Math.Pow(4000, random.NextDouble()) * 2654435761L % (1 << 24))];
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void DamagedNumbersAreRefusedOrReadButNeverCrash(bool areRanked)
    {
        var random = new Random(9);
        var chunk = areRanked ? Encoded(Frequent(Many), Thorough) : Encoded([.. Enumerable.Range(0, Many).Select(_ => OfAnySize(random, 30))]);
        Assert.Equal(areRanked ? Ranked : InBuckets, chunk[0] & (InBuckets | Ranked));
        for (var i = 0; i < 5000; i++)
        {
            var damaged = chunk.ToArray();
            damaged[random.Next(damaged.Length)] ^= (byte)random.Next(1, 256);
            if (i % 3 == 0) damaged = damaged[..random.Next(damaged.Length)];
            try
            {
                Assert.True(Planes.Read(new ChunkReader(damaged), Many).Length >= Many);
            }
            catch (CorruptBlockException refused)
            {
                Assert.NotEmpty(refused.Message);
            }
        }
    }

    static byte[] Encoded(long[] numbers, int level = 1)
    {
        var writer = new ChunkWriter(level);
        PlanesEncoder.Write(writer, numbers);
        return writer.Written.ToArray();
    }
}
