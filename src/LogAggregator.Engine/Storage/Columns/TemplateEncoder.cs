using System;
using System.Buffers;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>Writes text as templates with variables: what <see cref="TemplateColumn"/> reads.</summary>
static class TemplateEncoder
{
    /// <summary>A template of fewer rows costs more than it saves.</summary>
    const int MinRows = 4;

    public static bool TryEncode(ValueList values, ChunkWriter writer, int depth)
    {
        var split = writer.Scratch.Split;
        if (values.Count < MinRows * 2 || !split.TryRun(values, MinRows)) return false;
        writer.WriteByte((byte)ColumnKind.Template);
        writer.WriteUnsigned((ulong)split.Templates.Count);
        ColumnCodec.EncodeNested(split.Templates, writer, ColumnCodec.MaxDepth);
        for (var template = 0; template < split.Templates.Count; template++) writer.WriteUnsigned((ulong)split.RowsOf(template).Length);
        EncodeVariables(values, split, writer, depth);
        EncodeRest(values, split, writer, depth);
        EncodeNumbers(split.Numbers, writer);
        return true;
    }

    static void EncodeVariables(ValueList values, TemplateSplit split, ChunkWriter writer, int depth)
    {
        for (var template = 0; template < split.Templates.Count; template++)
        {
            foreach (var variable in split.Gather(values, template)) ColumnCodec.EncodeNested(variable, writer, depth + 1);
        }
    }

    static void EncodeRest(ValueList values, TemplateSplit split, ChunkWriter writer, int depth)
    {
        var gathered = writer.Scratch.Values;
        gathered.Clear();
        foreach (var row in split.RowsOf(split.Templates.Count)) gathered.Add(values[row]);
        var rest = writer.Nested();
        LinesColumn.EncodeRest(gathered, rest, depth);
        writer.WriteBytes(rest.Written);
    }

    static void EncodeNumbers(ReadOnlySpan<int> templates, ChunkWriter writer)
    {
        var numbers = ArrayPool<long>.Shared.Rent(templates.Length);
        for (var i = 0; i < templates.Length; i++) numbers[i] = templates[i];
        Planes.Write(writer, numbers.AsSpan(0, templates.Length));
        ArrayPool<long>.Shared.Return(numbers);
    }
}
