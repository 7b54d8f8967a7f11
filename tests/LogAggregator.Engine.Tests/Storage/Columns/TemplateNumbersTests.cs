using System;
using System.Linq;
using CsCheck;
using LogAggregator.Engine.Storage.Columns;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage.Columns;

public class TemplateNumbersTests
{
    const byte Grouped = 1;

    [Fact]
    public void KeysThatShareNoTemplateHaveListsOfTheirOwn()
    {
        var random = new Random(2);
        var keys = Numbered([.. Enumerable.Range(0, 4000).Select(_ => random.Next(4))]);
        var alike = keys.Select(_ => random.Next(80)).ToArray();
        var apart = alike.Select((template, row) => keys[row] % 2 == 0 ? template : template + 80).ToArray();

        Assert.NotEqual(Grouped, Encoded(alike, 160, keys)[0]);
        Assert.Equal(Grouped, Encoded(apart, 160, keys)[0]);
        Assert.True(Encoded(apart, 160, keys).Length < Encoded(apart, 160, null).Length);
        AssertComesBack(apart, 160, keys);
    }

    [Fact]
    public void AnyNumbersComeBack() => Gen.Select(Gen.Int[1, 40], Gen.Int[1, 6], Gen.Int[0, 1000], Gen.Int).Sample((templates, keyCount, rows, seed) =>
    {
        var random = new Random(seed);
        var keys = Numbered([.. Enumerable.Range(0, rows).Select(_ => random.Next(keyCount))]);
        AssertComesBack([.. keys.Select(key => random.Next(3) == 0 ? random.Next(templates + 1) : Math.Min(templates, key * templates / keyCount))], templates, keys);
    }, iter: 300);

    [Fact]
    public void DamageIsRefusedOrGivesNumbersInRange()
    {
        var random = new Random(3);
        var keys = Numbered([.. Enumerable.Range(0, 600).Select(row => row * 7 % 3)]);
        var chunk = Encoded([.. keys.Select(key => key * 10 + random.Next(10))], 30, keys);
        Assert.Equal(Grouped, chunk[0]);
        for (var i = 0; i < 3000; i++)
        {
            var damaged = chunk.ToArray();
            damaged[random.Next(damaged.Length)] ^= (byte)random.Next(1, 256);
            if (i % 3 == 0) damaged = damaged[..random.Next(damaged.Length)];
            try
            {
                Assert.All(Decoded(damaged, 600, 30, keys), number => Assert.InRange(number, 0, 30));
            }
            catch (CorruptBlockException refused)
            {
                Assert.NotEmpty(refused.Message);
            }
        }
    }

    static void AssertComesBack(int[] numbers, int rest, int[] keys)
    {
        Assert.Equal(numbers, Decoded(Encoded(numbers, rest, keys), numbers.Length, rest, keys));
        Assert.Equal(numbers, Decoded(Encoded(numbers, rest, null), numbers.Length, rest, null));
    }

    static byte[] Encoded(int[] numbers, int rest, int[]? keys)
    {
        var writer = new ChunkWriter(1);
        TemplateNumbers.Encode(numbers, rest, keys is null ? null : target => keys.CopyTo(target), writer);
        return writer.Written.ToArray();
    }

    static int[] Decoded(byte[] chunk, int count, int rest, int[]? keys) =>
        TemplateNumbers.Decode(new ChunkReader(chunk), count, rest, keys is null ? null : target => keys.CopyTo(target))[..count];

    /// <summary>As readers number them: in the order in which they first come.</summary>
    static int[] Numbered(int[] keys)
    {
        var order = keys.Distinct().ToList();
        return [.. keys.Select(key => order.IndexOf(key))];
    }
}
