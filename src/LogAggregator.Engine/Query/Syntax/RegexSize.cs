using System;
using System.Collections.Generic;
using System.Globalization;

namespace LogAggregator.Engine.Query.Syntax;

/// <summary>
/// Estimates the states of a regular expression's automaton: characters, multiplied by the counts in <c>{n,m}</c>, nested ones
/// by each other. For patterns that parse; never too small by more than what a class costs.
/// </summary>
static class RegexSize
{
    public static double Estimate(string pattern)
    {
        var groups = new Stack<double>();
        double total = 0, last = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '(':
                    groups.Push(total);
                    (total, last) = (0, 0);
                    continue;
                case ')' when groups.Count > 0:
                    last = total;
                    total += groups.Pop();
                    continue;
                case '{' when TryCount(pattern, i, out var count, out var end):
                    total += last * Math.Max(0, count - 1);
                    last *= Math.Max(1, count);
                    i = end;
                    continue;
                case '[':
                    i = EndOfSet(pattern, i);
                    break;
                case '\\':
                    i++;
                    break;
            }

            last = 1;
            total++;
        }

        return total;
    }

    /// <summary>Reads <c>{2}</c>, <c>{2,}</c>, <c>{2,5}</c>: the greatest number in it.</summary>
    static bool TryCount(string pattern, int start, out double count, out int end)
    {
        count = 0;
        end = pattern.IndexOf('}', start);
        if (end < 0) return false;
        var found = false;
        foreach (var number in pattern[(start + 1)..end].Split(','))
        {
            if (number.Length == 0) continue;
            if (!double.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value)) return false;
            count = Math.Max(count, value);
            found = true;
        }

        return found;
    }

    static int EndOfSet(string pattern, int start)
    {
        // A ] right after [ or [^ is a member of the set.
        var i = start + 1;
        if (i < pattern.Length && pattern[i] == '^') i++;
        for (i++; i < pattern.Length && pattern[i] != ']'; i++)
            if (pattern[i] == '\\') i++;
        return Math.Min(i, pattern.Length - 1);
    }
}
