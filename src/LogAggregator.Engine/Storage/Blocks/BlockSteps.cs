using System;
using System.Collections.Generic;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Encoding;

namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>
/// Rows of a block by level and step of time, so that counts over time need not read the block. Steps begin at whole multiples of their
/// length since the Unix epoch. Kept as it is stored: the length in seconds (varint; 0 and no more if the rows span too long a time); number of
/// the first step (zigzag); then for each step and level that has rows: steps since the entry before (varint), level, rows (varint).
/// </summary>
sealed class BlockSteps
{
    /// <summary>So many steps at most; some 300 bytes.</summary>
    public const int MaxSteps = 128;

    const int LevelCount = (int)Level.Critical + 1;
    const long NsPerSecond = 1_000_000_000;

    static readonly int[] Seconds = [1, 5, 10, 30, 60, 300, 600, 1800, 3600, 86_400];

    readonly byte[] _encoded;

    BlockSteps(byte[] encoded, long stepNs) => (_encoded, StepNs) = (encoded, stepNs);

    public static BlockSteps Unknown { get; } = new([0], 0);

    /// <summary>Length of a step; 0 if nothing is known.</summary>
    public long StepNs { get; }

    public ReadOnlySpan<byte> Encoded => _encoded;

    public static BlockSteps Of(ReadOnlySpan<long> timestampsNs, ReadOnlySpan<int> levels)
    {
        var (min, max) = (long.MaxValue, long.MinValue);
        foreach (var timestamp in timestampsNs) (min, max) = (Math.Min(min, timestamp), Math.Max(max, timestamp));
        foreach (var seconds in Seconds)
        {
            if (StepOf(max, seconds) - StepOf(min, seconds) < MaxSteps) return Count(timestampsNs, levels, seconds, StepOf(min, seconds));
        }

        return Unknown;
    }

    /// <summary>Null if the bytes are not what <see cref="Encoded"/> gives.</summary>
    public static BlockSteps? Decode(ReadOnlySpan<byte> encoded)
    {
        var reader = new ByteReader(encoded);
        var seconds = reader.Varint();
        if (reader.Failed || seconds > 86_400) return null;
        var steps = new BlockSteps(encoded.ToArray(), (long)seconds * NsPerSecond);
        return steps.TryRead(null) ? steps : null;
    }

    /// <summary>Where each step begins, and its rows of a level.</summary>
    public List<(long StartNs, Level Level, int Rows)> Counts()
    {
        var counts = new List<(long, Level, int)>();
        TryRead(counts);
        return counts;
    }

    bool TryRead(List<(long StartNs, Level Level, int Rows)>? counts)
    {
        var reader = new ByteReader(_encoded);
        reader.Varint();
        if (StepNs == 0) return reader.IsComplete;
        var step = reader.Zigzag();
        while (!reader.Failed && reader.Remaining > 0)
        {
            step += (long)reader.Varint();
            var (level, rows) = (reader.Byte(), reader.Varint());
            if (reader.Failed || level > (byte)Level.Critical || rows > ColumnBlock.MaxRows || Math.Abs(step) > long.MaxValue / StepNs) return false;
            counts?.Add((step * StepNs, (Level)level, (int)rows));
        }

        return !reader.Failed;
    }

    static BlockSteps Count(ReadOnlySpan<long> timestampsNs, ReadOnlySpan<int> levels, int seconds, long first)
    {
        var rows = new int[MaxSteps * LevelCount];
        for (var i = 0; i < timestampsNs.Length; i++) rows[(int)(StepOf(timestampsNs[i], seconds) - first) * LevelCount + levels[i]]++;
        var writer = new ByteWriter(512);
        writer.Varint((ulong)seconds);
        writer.Zigzag(first);
        var last = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] == 0) continue;
            writer.Varint((ulong)(i / LevelCount - last));
            last = i / LevelCount;
            writer.Byte((byte)(i % LevelCount));
            writer.Varint((ulong)rows[i]);
        }

        return new BlockSteps(writer.Written.ToArray(), seconds * NsPerSecond);
    }

    static long StepOf(long timestampNs, int seconds)
    {
        var (step, rest) = Math.DivRem(timestampNs, seconds * NsPerSecond);
        return rest < 0 ? step - 1 : step;
    }
}
