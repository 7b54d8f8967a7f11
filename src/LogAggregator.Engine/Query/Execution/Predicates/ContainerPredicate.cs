using System;
using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Query.Execution.Predicates;

/// <summary>See <see cref="Ast.ContainerIs"/>.</summary>
sealed class ContainerPredicate(string value) : SourcePredicate
{
    const int StoredIdLength = 12;
    const int MinIdPrefix = 6;

    protected override Tri Decide(LogSource source) => Sure(
        HoldsWords(source.ContainerName, value)
        || (value.Length > 0 && source.ComposeService.Equals(value, StringComparison.OrdinalIgnoreCase))
        || IsId(source.ContainerId, value));

    /// <summary>Whether the value stands in the name with no letter or digit right before or after it.</summary>
    internal static bool HoldsWords(string name, string value)
    {
        if (value.Length == 0) return name.Length == 0;
        for (var at = 0; (at = name.IndexOf(value, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            var end = at + value.Length;
            if ((at == 0 || !char.IsLetterOrDigit(name[at - 1])) && (end == name.Length || !char.IsLetterOrDigit(name[end]))) return true;
        }

        return false;
    }

    static bool IsId(string id, string value)
    {
        if (value.Length == 0 || id.Length == 0) return false;
        var wanted = value.Length > StoredIdLength && id.Length == StoredIdLength ? value.AsSpan(0, StoredIdLength) : value;
        return wanted.Length >= MinIdPrefix
            ? id.AsSpan().StartsWith(wanted, StringComparison.OrdinalIgnoreCase)
            : wanted.Equals(id, StringComparison.OrdinalIgnoreCase);
    }
}
