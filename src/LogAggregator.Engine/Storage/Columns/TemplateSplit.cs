using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>Values taken apart by their frequent templates.</summary>
sealed class TemplateSplit
{
    /// <summary>More templates than this share of the rows say that the text has none.</summary>
    const double MaxTemplateShare = 0.25;

    public ValueList Templates { get; } = new();

    /// <summary>The template of each row; the number of templates where it has none.</summary>
    public int[] Numbers { get; private set; } = [];

    /// <summary>For each template, for each variable, the values of its rows.</summary>
    public List<ValueList[]> Variables { get; } = [];

    /// <summary>The rows without a template, whole.</summary>
    public ValueList Rest { get; } = new();

    /// <summary>False where too few rows have a frequent template, or it says nothing.</summary>
    public static bool TryRun(ValueList values, int minRows, out TemplateSplit split)
    {
        split = new TemplateSplit();
        var all = new ByteDictionary();
        var numbers = new int[values.Count];
        var counts = new List<int>();
        var places = new List<Range>(values.Count * 4);
        var template = new byte[TemplateTokenizer.MaxLength];
        Span<Range> variables = stackalloc Range[TemplateTokenizer.MaxVariables];
        for (var row = 0; row < values.Count; row++)
        {
            numbers[row] = -1;
            if (!TemplateTokenizer.TrySplit(values[row], template, variables, out var length, out var count)) continue;
            places.AddRange(variables[..count]);
            numbers[row] = all.Add(template.AsSpan(0, length));
            if (numbers[row] == counts.Count) counts.Add(0);
            counts[numbers[row]]++;
            if (row == 512 && all.Count > 384) return false;
        }

        return split.Keep(values, all, counts, numbers, CollectionsMarshal.AsSpan(places), minRows);
    }

    bool Keep(ValueList values, ByteDictionary all, List<int> counts, int[] numbers, ReadOnlySpan<Range> places, int minRows)
    {
        var kept = new int[counts.Count];
        for (var i = 0; i < counts.Count; i++)
        {
            kept[i] = -1;
            if (counts[i] < minRows) continue;
            kept[i] = Templates.Count;
            var text = all.Values[i];
            Templates.Add(text);
            var lists = new ValueList[text.Count(TemplateTokenizer.Hole)];
            for (var j = 0; j < lists.Length; j++) lists[j] = new ValueList();
            Variables.Add(lists);
        }

        var isOneVariable = Templates.Count == 1 && Templates.ByteLength == 1;
        if (Templates.Count == 0 || isOneVariable || Templates.Count > values.Count * MaxTemplateShare) return false;
        Fill(values, numbers, kept, all, places);
        return Rest.Count <= values.Count / 2;
    }

    /// <param name="values">All values.</param>
    /// <param name="numbers">The template of each among all, -1 for none; becomes that among the kept ones.</param>
    /// <param name="kept">The number of each kept template, -1 for others.</param>
    /// <param name="all">All templates.</param>
    /// <param name="places">The variables of each value that has a template, one value after the other.</param>
    void Fill(ValueList values, int[] numbers, int[] kept, ByteDictionary all, ReadOnlySpan<Range> places)
    {
        Numbers = numbers;
        var variableCounts = new int[kept.Length];
        for (var i = 0; i < kept.Length; i++) variableCounts[i] = all.Values[i].Count(TemplateTokenizer.Hole);
        for (var row = 0; row < values.Count; row++)
        {
            var found = numbers[row];
            var variables = found < 0 ? [] : places[..variableCounts[found]];
            places = places[variables.Length..];
            numbers[row] = found < 0 || kept[found] < 0 ? Templates.Count : kept[found];
            if (numbers[row] == Templates.Count)
            {
                Rest.Add(values[row]);
                continue;
            }

            var lists = Variables[numbers[row]];
            var value = values[row];
            for (var i = 0; i < lists.Length; i++) lists[i].Add(value[variables[i]]);
        }
    }
}
