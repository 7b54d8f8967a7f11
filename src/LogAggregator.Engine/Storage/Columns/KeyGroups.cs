using System;
using System.Collections.Generic;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// Puts keys together that have the same templates about as often. What is weighed are bits: of the numbers of rows, were each as long as its frequency in
/// the group says, and of the list of templates that a group of its own takes.
/// </summary>
sealed class KeyGroups
{
    const double ListBits = 200;
    const double BitsOfTemplate = 10;

    /// <summary>Of counts that are kept at once.</summary>
    const int MaxCounts = 1 << 20;

    /// <summary>Rarer keys go where they fit best.</summary>
    const int MaxGroups = 64;

    static readonly double[] Weights = MakeWeights();

    readonly int[] _counts;
    readonly int _templates;
    readonly List<(int[] Counts, int Rows)> _groups = [];

    KeyGroups(int[] counts, int templates) => (_counts, _templates) = (counts, templates);

    /// <summary>False where all would be in one group.</summary>
    /// <param name="templates">Of each row.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="keys">Of each row, numbered from 0.</param>
    /// <param name="groupOfKey">Gets the group of each key.</param>
    /// <param name="groups">Gets how many there are.</param>
    public static bool TryFind(ReadOnlySpan<int> templates, int count, ReadOnlySpan<int> keys, out int[] groupOfKey, out int groups)
    {
        var keyCount = 0;
        foreach (var key in keys) keyCount = Math.Max(keyCount, key + 1);
        (groupOfKey, groups) = (new int[keyCount], 0);
        if ((long)keyCount * count > MaxCounts) return false;
        var counts = new int[keyCount * count];
        for (var row = 0; row < keys.Length; row++) counts[keys[row] * count + templates[row]]++;
        var found = new KeyGroups(counts, count);
        foreach (var key in found.MostRowsFirst(keyCount)) groupOfKey[key] = found.Place(key);
        groups = found._groups.Count;
        return groups > 1;
    }

    int[] MostRowsFirst(int keyCount)
    {
        var (keys, rows) = (new int[keyCount], new int[keyCount]);
        for (var key = 0; key < keyCount; key++)
        {
            keys[key] = key;
            foreach (var count in CountsOf(key)) rows[key] -= count;
        }

        Array.Sort(rows, keys);
        return keys;
    }

    /// <summary>The group that the key is put in.</summary>
    int Place(int key)
    {
        var (own, rows, weight) = (new List<(int Template, int Count)>(), 0, 0.0);
        var counts = CountsOf(key);
        for (var template = 0; template < counts.Length; template++)
        {
            if (counts[template] == 0) continue;
            own.Add((template, counts[template]));
            rows += counts[template];
            weight += Weight(counts[template]);
        }

        var (best, least) = (-1, _groups.Count < MaxGroups ? Weight(rows) - weight + ListBits + own.Count * BitsOfTemplate : double.MaxValue);
        for (var group = 0; group < _groups.Count; group++)
        {
            var bits = AddedBits(_groups[group].Counts, _groups[group].Rows, own, rows);
            if (bits < least) (best, least) = (group, bits);
        }

        if (best < 0)
        {
            best = _groups.Count;
            _groups.Add((new int[_templates], 0));
        }

        foreach (var (template, count) in own) _groups[best].Counts[template] += count;
        _groups[best] = (_groups[best].Counts, _groups[best].Rows + rows);
        return best;
    }

    /// <summary>By how much the group becomes longer with these rows.</summary>
    static double AddedBits(int[] group, int groupRows, List<(int Template, int Count)> own, int rows)
    {
        var bits = Weight(groupRows + rows) - Weight(groupRows);
        foreach (var (template, count) in own) bits -= Weight(group[template] + count) - Weight(group[template]) - (group[template] == 0 ? BitsOfTemplate : 0);
        return bits;
    }

    ReadOnlySpan<int> CountsOf(int key) => _counts.AsSpan(key * _templates, _templates);

    /// <summary>n log n.</summary>
    static double Weight(int count) => count < Weights.Length ? Weights[count] : count * Math.Log2(count);

    static double[] MakeWeights()
    {
        var weights = new double[4096];
        for (var count = 1; count < weights.Length; count++) weights[count] = count * Math.Log2(count);
        return weights;
    }
}
