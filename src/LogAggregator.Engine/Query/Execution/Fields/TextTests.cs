using System;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LogAggregator.Engine.Query.Execution.Predicates;
using LogAggregator.Engine.Query.Syntax;
using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Query.Execution.Fields;

sealed class AnyValueTest : CompiledTest
{
    protected override bool TakesValue(Value value) => true;
}

/// <summary>See <see cref="Ast.EqualTo"/>.</summary>
sealed class EqualTest(string text) : CompiledTest
{
    readonly Value _written = Value.NumberOrText(text);

    protected override bool TakesValue(Value value) =>
        value.Kind is ValueKind.Integer or ValueKind.Number && _written.Kind is ValueKind.Integer or ValueKind.Number
            ? value == _written
            : value.ToString().Equals(text, StringComparison.OrdinalIgnoreCase);
}

/// <summary>See <see cref="Ast.ExactlyEqualTo"/>.</summary>
sealed class ExactTest(string text) : CompiledTest
{
    protected override bool TakesValue(Value value) => value.ToString() == text;
}

/// <summary>See <see cref="Ast.Like"/>.</summary>
sealed class LikeTest(ImmutableArray<string> parts) : CompiledTest
{
    protected override bool TakesValue(Value value)
    {
        var text = value.ToString().AsSpan();
        if (!text.StartsWith(parts[0], StringComparison.OrdinalIgnoreCase)) return false;
        text = text[parts[0].Length..];
        foreach (var part in parts.AsSpan()[1..^1])
        {
            var at = text.IndexOf(part, StringComparison.OrdinalIgnoreCase);
            if (at < 0) return false;
            text = text[(at + part.Length)..];
        }

        return text.EndsWith(parts[^1], StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>See <see cref="Ast.HoldsPhrase"/>.</summary>
sealed class PhraseTest(string text) : CompiledTest
{
    protected override bool TakesValue(Value value) => ContainerPredicate.HoldsWords(value.ToString(), text);
}

/// <summary>See <see cref="Ast.Matches"/>.</summary>
sealed class RegexTest(string pattern) : CompiledTest
{
    readonly Regex _regex = LinearRegex.Create(pattern);

    protected override bool TakesValue(Value value) => _regex.IsMatch(value.ToString());
}
