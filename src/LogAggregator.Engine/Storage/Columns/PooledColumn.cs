using System;
using System.Numerics;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>The values of one variable in the column that it shares with others.</summary>
/// <param name="pool">That column.</param>
/// <param name="start">Where its values begin there.</param>
/// <param name="count">How many they are.</param>
sealed class PooledColumn(LazyColumn pool, int start, int count) : Column(count)
{
    /// <summary>Bytes with fewer letters say enough by themselves.</summary>
    const int MinLetters = 8;

    public override ByteSet Alphabet => pool.Alphabet;

    public override ByteSet ExactAlphabet => pool.ExactAlphabet;

    public override ReadOnlySpan<long> Integers => pool.Integers is { IsEmpty: false } integers ? integers.Slice(start, Count) : [];

    public override bool IsOf(ByteSet bytes)
    {
        if (pool.Alphabet.IsSubsetOf(bytes)) return true;
        foreach (var value in Values().Bytes)
        {
            if (!bytes.Contains(value)) return false;
        }

        return true;
    }

    public override HoleBytes GatherHole()
    {
        var alphabet = pool.Alphabet;
        if (BitOperations.PopCount(alphabet.Letters) < MinLetters) return new HoleBytes(alphabet);
        var gatherer = new HoleGatherer();
        var values = Values();
        for (var i = 0; i < values.Count; i++)
        {
            gatherer.BeginText();
            gatherer.Add(values[i]);
        }

        return gatherer.Gathered();
    }

    public override void AppendTo(int row, ValueList target) => pool.AppendTo(start + row, target);

    public override void AppendRange(int first, int count, ValueList target, SpareLists spare) => pool.AppendRange(start + first, count, target, spare);

    ValueList Values()
    {
        var values = new ValueList();
        AppendAll(values);
        return values;
    }
}
