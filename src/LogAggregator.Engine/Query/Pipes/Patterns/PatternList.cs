using System;
using System.Collections.Generic;

namespace LogAggregator.Engine.Query.Pipes.Patterns;

/// <summary>Numbers the patterns of messages, in the order in which they come.</summary>
sealed class PatternList
{
    readonly Dictionary<string, int> _known = [];
    readonly List<string> _patterns = [];
    readonly char[] _pattern = new char[MessagePattern.MaxLength];

    /// <summary>By their numbers.</summary>
    public IReadOnlyList<string> Patterns => _patterns;

    public int NumberOf(string message)
    {
        var pattern = _pattern.AsSpan(0, MessagePattern.Write(message, _pattern));
        if (_known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(pattern, out var number)) return number;
        var known = pattern.ToString();
        _known.Add(known, number = _patterns.Count);
        _patterns.Add(known);
        return number;
    }
}
