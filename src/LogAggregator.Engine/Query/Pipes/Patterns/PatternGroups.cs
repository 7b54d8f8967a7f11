using System;
using System.Collections.Generic;
using System.Linq;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Query.Pipes.Patterns;

/// <summary>The groups of <c>patterns</c>, by pattern and level.</summary>
sealed class PatternGroups(TrendAxis axis, QueryBudget budget)
{
    /// <summary>Of a group beside its texts: its trend, most of all.</summary>
    const long GroupBytes = 500;

    /// <summary>Characters of an example, about, where it is not known yet.</summary>
    const int UsualExample = 250;

    static readonly Value[] Levels = [.. Enum.GetValues<Level>().Select(Value.Of)];

    readonly Dictionary<Value, Dictionary<string, PatternGroup>> _groups = [];

    /// <summary>Those of tallies, by the string itself: the same text of all blocks is one string.</summary>
    readonly Dictionary<string, PatternGroup?[]> _ofTallies = new(ReferenceEqualityComparer.Instance);

    public IEnumerable<PatternGroup> All => _groups.Values.SelectMany(ofLevel => ofLevel.Values);

    /// <summary>Null if there is no memory for another group and an example of that length.</summary>
    public PatternGroup? Find(Value level, ReadOnlySpan<char> pattern, int exampleLength)
    {
        var ofLevel = OfLevel(level);
        return ofLevel.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(pattern, out var group) ? group : Add(ofLevel, level, pattern.ToString(), exampleLength);
    }

    /// <summary>The group of each count; null if there is no memory for one.</summary>
    public PatternGroup[]? Find(PatternTally tally)
    {
        var groups = new PatternGroup[tally.Counts.Length];
        for (var i = 0; i < groups.Length; i++)
        {
            ref var count = ref tally.Counts[i];
            if ((Known(count) ?? Add(ref count)) is not { } group) return null;
            groups[i] = group;
        }

        return groups;
    }

    PatternGroup? Known(in PatternCount count) => _ofTallies.TryGetValue(count.Pattern, out var ofLevels) ? ofLevels[(int)count.Level] : null;

    // Slow path: the first time in this query, or a tally that is new.
    PatternGroup? Add(ref PatternCount count)
    {
        var ofLevel = OfLevel(Levels[(int)count.Level]);
        if ((ofLevel.GetValueOrDefault(count.Pattern) ?? Add(ofLevel, Levels[(int)count.Level], count.Pattern, UsualExample)) is not { } group) return null;
        count.Pattern = group.Pattern;
        if (!_ofTallies.TryGetValue(group.Pattern, out var ofLevels)) _ofTallies.Add(group.Pattern, ofLevels = new PatternGroup?[Levels.Length]);
        return ofLevels[(int)count.Level] = group;
    }

    PatternGroup? Add(Dictionary<string, PatternGroup> ofLevel, Value level, string pattern, int exampleLength)
    {
        if (!budget.Take(GroupBytes + 2 * (pattern.Length + Math.Min(exampleLength, PatternGroup.MaxExample)), "patterns")) return null;
        var group = new PatternGroup(pattern, level, axis.NewTrend());
        ofLevel.Add(pattern, group);
        return group;
    }

    Dictionary<string, PatternGroup> OfLevel(Value level)
    {
        if (!_groups.TryGetValue(level, out var ofLevel)) _groups.Add(level, ofLevel = []);
        return ofLevel;
    }
}
