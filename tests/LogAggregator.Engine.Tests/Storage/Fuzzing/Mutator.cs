using System;
using System.Linq;

namespace LogAggregator.Engine.Tests.Storage.Fuzzing;

/// <summary>Changes bytes as a failing disk, a torn write or an enemy would: some at random, lengths and counts to their extremes.</summary>
sealed class Mutator(Random random)
{
    const int MaxEdits = 4;

    static readonly byte[] Extremes = [0, 1, 2, 0x7F, 0x80, 0xFE, 0xFF];

    public byte[] Mutate(byte[] sample)
    {
        for (var edits = random.Next(1, MaxEdits + 1); edits > 0 && sample.Length > 0; edits--) sample = Edit(sample);
        return sample;
    }

    byte[] Edit(byte[] bytes)
    {
        var at = PlaceIn(bytes);
        var length = random.Next(1, Math.Min(bytes.Length - at, 16) + 1);
        return random.Next(7) switch
        {
            0 => With(bytes, at, (byte)(bytes[at] ^ (1 << random.Next(8)))),
            1 => With(bytes, at, (byte)random.Next(256)),
            2 => With(bytes, at, random.GetItems(Extremes, 1)[0]),
            3 => [.. bytes[..at], .. random.GetItems(Extremes, length), .. bytes[at..]],
            4 => [.. bytes[..at], .. bytes[(at + length)..]],
            5 => bytes[..at],
            _ => [.. bytes[..at], .. bytes.Skip(PlaceIn(bytes)).Take(length), .. bytes[at..]],
        };
    }

    /// <summary>Mostly near the beginning: that is where counts and lengths stand.</summary>
    int PlaceIn(byte[] bytes) => random.Next(random.Next(2) == 0 ? Math.Min(bytes.Length, 64) : bytes.Length);

    static byte[] With(byte[] bytes, int at, byte value)
    {
        var changed = (byte[])bytes.Clone();
        changed[at] = value;
        return changed;
    }
}
