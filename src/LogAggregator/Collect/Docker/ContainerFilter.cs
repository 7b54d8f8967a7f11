using System;
using System.Collections.Generic;
using System.Linq;

namespace LogAggregator.Collect.Docker;

/// <summary>
/// Which containers are collected. Decided from name, image and labels alone, which a start event carries. The
/// container's own label comes first, then the rules that exclude, then those that include; without any of them it is.
/// </summary>
sealed class ContainerFilter
{
    /// <summary>On a container: <c>false</c> leaves it out whatever the rules say, <c>true</c> takes it.</summary>
    public const string EnabledLabel = "log-aggregator.enabled";

    public static readonly ContainerFilter Everything = new([], []);

    readonly IReadOnlyList<ContainerRule> _include;
    readonly IReadOnlyList<ContainerRule> _exclude;

    ContainerFilter(IReadOnlyList<ContainerRule> include, IReadOnlyList<ContainerRule> exclude)
    {
        _include = include;
        _exclude = exclude;
    }

    /// <summary>Reads both settings; rules are separated by commas (so no glob can hold one).</summary>
    /// <param name="include">COLLECT_INCLUDE; empty takes all.</param>
    /// <param name="exclude">COLLECT_EXCLUDE.</param>
    /// <param name="problems">A sentence for each entry that is no rule; then the filter is not to be used.</param>
    public static ContainerFilter Parse(string include, string exclude, out IReadOnlyList<string> problems)
    {
        var found = new List<string>();
        var filter = new ContainerFilter(ParseRules("COLLECT_INCLUDE", include, found), ParseRules("COLLECT_EXCLUDE", exclude, found));
        problems = found;
        return filter;
    }

    public bool Collects(string name, string image, IReadOnlyDictionary<string, string> labels)
    {
        if (labels.TryGetValue(EnabledLabel, out var enabled) && bool.TryParse(enabled, out var chosen))
            return chosen;
        if (_exclude.Any(rule => rule.Matches(name, image, labels)))
            return false;
        return _include.Count == 0 || _include.Any(rule => rule.Matches(name, image, labels));
    }

    static List<ContainerRule> ParseRules(string variable, string text, List<string> problems)
    {
        var rules = new List<ContainerRule>();
        foreach (var entry in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (ContainerRule.TryParse(entry, out var rule, out var problem))
                rules.Add(rule);
            else
                problems.Add($"{variable}: {problem}");
        }
        return rules;
    }
}
