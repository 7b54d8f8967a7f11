using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using CsCheck;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Execution;
using LogAggregator.Engine.Query.Values;
using Xunit;

namespace LogAggregator.Engine.Tests.Query;

/// <summary>Questions to fields of random JSON lines, answered as plainly as can be from the objects the lines were made of.</summary>
public sealed class FieldOracleTests
{
    static readonly string[] Keys = ["a", "b", "c.d", "é"];

    static readonly string[] Texts = ["", "x", "X", "xy", "10", "10.0", "-3", "true", "null", "ab\"\\c", "Ünï", "a b", "2026-11-25T10:00:00Z"];

    static readonly Gen<object?> AnyScalar = Gen.OneOf(
        OneOf(Texts).Select(text => (object?)text),
        Gen.Int[-20, 20].Select(number => (object?)(long)number),
        Gen.Int[-40, 40].Select(number => (object?)(number / 4.0)),
        Gen.Bool.Select(value => (object?)value),
        Gen.Const((object?)null));

    static readonly Gen<object?> AnyValue = Gen.Recursive<object?>((depth, inner) => depth == 3
        ? AnyScalar
        : Gen.OneOf(
            AnyScalar,
            AnyScalar.Array[0, 3].Select(elements => (object?)elements),
            Gen.Select(OneOf(Keys), inner).Array[0, 3].Select(members => (object?)members.DistinctBy(m => m.Item1).ToDictionary(m => m.Item1, m => m.Item2))));

    static readonly Gen<Dictionary<string, object?>> AnyObject = Gen.Select(OneOf(Keys), AnyValue).Array[1, 4]
        .Select(members => members.DistinctBy(m => m.Item1).ToDictionary(m => m.Item1, m => m.Item2));

    static readonly Gen<string> AnyPath = OneOf(Keys).Array[1, 3].Select(keys => string.Join('.', keys));

    static readonly Gen<ValueTest> AnyTest = Gen.OneOf(
        Gen.Const((ValueTest)HasValue.Instance),
        OneOf([.. Texts, "5", "2.5"]).Select(text => (ValueTest)new EqualTo(text)),
        OneOf([.. Texts, "5", "2.5"]).Select(text => (ValueTest)new ExactlyEqualTo(text)),
        OneOf("", "x", "1").Select(text => (ValueTest)new Like(["", text, ""])),
        OneOf("x", "1", "-").Select(text => (ValueTest)new Like([text, ""])),
        OneOf("y", "0", "\"").Select(text => (ValueTest)new Like(["", text])),
        Gen.Select(Gen.Enum<Comparison>(), Gen.Int[-20, 20]).Select((c, n) => (ValueTest)new Compare(c, new NumberOperand(Value.Of((long)n), Unit.None))),
        Gen.Select(Gen.Enum<Comparison>(), OneOf("x", "a", "1")).Select((c, text) => (ValueTest)new Compare(c, new TextOperand(text))));

    [Fact]
    public void FieldsAreFoundAsTheObjectsSay() => Gen.Select(AnyObject, AnyPath, AnyTest).Sample(
        (line, path, test) =>
        {
            var record = new RecordView(LogSource.Empty, default, Level.Info, RecordFlags.None, Encoding.UTF8.GetBytes(Json(line)));
            Assert.Equal(Find(line, path).Any(value => Takes(value, test)), new FilterEvaluator(new FieldIs(path, test)).Matches(record));
        },
        iter: 10_000);

    /// <summary>A key whole is looked for before a path through it; of an array its elements count.</summary>
    static IEnumerable<object?> Find(Dictionary<string, object?> json, string path)
    {
        foreach (var (key, value) in json.Reverse())
        {
            if (key == path) return value as object?[] ?? [value];
            if (value is not Dictionary<string, object?> inner || !path.StartsWith(key + ".", StringComparison.Ordinal)) continue;
            var found = Find(inner, path[(key.Length + 1)..]).ToArray();
            if (found.Length > 0) return found;
        }

        return [];
    }

    static bool Takes(object? value, ValueTest test)
    {
        if (value is null) return false;
        var text = Text(value);
        return test switch
        {
            HasValue => true,
            EqualTo equal => value is long or double && Number(equal.Text) is { } number
                ? Convert.ToDouble(value, CultureInfo.InvariantCulture) == number
                : text.Equals(equal.Text, StringComparison.OrdinalIgnoreCase),
            ExactlyEqualTo exact => text == exact.Text,
            Like { Parts: [var first, ""] } => text.StartsWith(first, StringComparison.OrdinalIgnoreCase),
            Like { Parts: ["", var last] } => text.EndsWith(last, StringComparison.OrdinalIgnoreCase),
            Like { Parts: [_, var middle, _] } => text.Contains(middle, StringComparison.OrdinalIgnoreCase),
            Compare { Operand: TextOperand operand } compare => Holds(compare.Comparison, string.Compare(text, operand.Text, StringComparison.OrdinalIgnoreCase)),
            Compare { Operand: NumberOperand operand } compare => (value is bool ? null : Number(text)) is { } number && Holds(compare.Comparison, number.CompareTo(operand.Number.AsNumber)),
            _ => throw new ArgumentOutOfRangeException(nameof(test)),
        };
    }

    static double? Number(string text) => text.Length > 0 && text.All(c => char.IsAsciiDigit(c) || c is '-' or '.') ? double.Parse(text, CultureInfo.InvariantCulture) : null;

    static bool Holds(Comparison comparison, int order) => comparison switch
    {
        Comparison.Less => order < 0,
        Comparison.LessOrEqual => order <= 0,
        Comparison.Greater => order > 0,
        _ => order >= 0,
    };

    static string Text(object? value) => value is string text ? text : Json(value);

    static string Json(object? value) => value switch
    {
        null => "null",
        string text => $"\"{JsonEncodedText.Encode(text)}\"",
        bool flag => flag ? "true" : "false",
        object?[] elements => $"[{string.Join(',', elements.Select(Json))}]",
        Dictionary<string, object?> members => $"{{{string.Join(", ", members.Select(m => $"\"{m.Key}\": {Json(m.Value)}"))}}}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    static Gen<T> OneOf<T>(params T[] items) => Gen.Int[0, items.Length - 1].Select(i => items[i]);
}
