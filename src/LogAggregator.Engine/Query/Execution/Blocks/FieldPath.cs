using System;
using System.Linq;
using System.Text;
using LogAggregator.Engine.Parsing.Fields;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Storage.Blocks;

namespace LogAggregator.Engine.Query.Execution.Blocks;

/// <summary>Compares the path of a block's column with the name of a field of the metadata, which leaves the prefix out.</summary>
static class FieldPath
{
    /// <summary>The column holds the field, if the line has no other of that name.</summary>
    public static bool IsNamed(string path, string name) => path == name || WithoutMetadata(path) == name;

    /// <summary>The field is an object or array there, or the key has escapes and its name is not known.</summary>
    public static bool IsInside(string path, string name) =>
        path.Contains('\\', StringComparison.Ordinal) || Leads(path, name) || Leads(WithoutMetadata(path), name);

    static bool Leads(string path, string name) =>
        path.Length > name.Length && path[name.Length] == '.' && path.StartsWith(name, StringComparison.Ordinal);

    public static string WithoutMetadata(string path) =>
        path.StartsWith(FieldNames.MetadataPrefix, StringComparison.OrdinalIgnoreCase) ? path[FieldNames.MetadataPrefix.Length..] : path;

    /// <summary>
    /// No key of a role, which may be the record's message, level or time instead; no element of an array, which is no field; none
    /// that is not UTF-8.
    /// </summary>
    public static bool IsPlain(string path) =>
        FieldName.Find(Encoding.UTF8.GetBytes(path)) is null && !path.Contains('\uFFFD', StringComparison.Ordinal) && !path.Split('.').Any(part => part.All(char.IsAsciiDigit));

    /// <summary>A key begins like the path of a member of the metadata, but is none.</summary>
    public static bool HasDottedMetadata(Shape shape) =>
        Encoding.UTF8.GetString(shape.Skeleton.Span).Contains('"' + FieldNames.MetadataPrefix, StringComparison.OrdinalIgnoreCase);
}
