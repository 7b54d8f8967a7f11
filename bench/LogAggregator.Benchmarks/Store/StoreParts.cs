using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using LogAggregator.Engine.Storage.Files;
using LogAggregator.Engine.Storage.Segments;
using LogAggregator.Engine.Storage.Sources;

namespace LogAggregator.Benchmarks.Store;

/// <summary>Prints which part of a store's segments takes how many bytes; columns by path and encoding.</summary>
static class StoreParts
{
    public static void Print(string folder)
    {
        var directory = new DiskDirectory(folder);
        var bytesOfPart = new Dictionary<string, long>();
        foreach (var name in directory.List().Where(name => SegmentName.TryParse(name, out _))) Add(directory, name, bytesOfPart);
        foreach (var (part, bytes) in bytesOfPart.OrderByDescending(part => part.Value))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{bytes,12:N0}  {part}"));
    }

    static void Add(DiskDirectory directory, string name, Dictionary<string, long> bytesOfPart)
    {
        using var file = directory.Open(name);
        if (!SegmentName.TryParse(name, out var segmentName) || !SegmentFooter.TryRead(file, out var found, out _)) throw new InvalidOperationException($"{name} has no directory");
        var segment = new Segment(segmentName, found!, file.Length, directory, new SourceTable());
        var chunks = 0L;
        for (var index = 0; index < found!.Blocks.Length; index++)
        {
            var (block, entry) = (segment.ReadBlock(index), found.Blocks[index]);
            for (var i = 0; i < entry.Chunks.Length; i++)
            {
                Count(PartOf(i, entry.Chunks.Length), entry.Chunks[i].Length);
                chunks += entry.Chunks[i].Length;
            }

            string PartOf(int chunk, int count) => chunk switch
            {
                0 => "rows",
                1 => "shapes",
                _ when chunk == count - 2 => "tokens",
                _ when chunk == count - 1 => "outline",
                _ => "column " + block.Keys[chunk - 2].Path.Replace("\0", "plain:", StringComparison.Ordinal),
            };
        }

        Count("directory", file.Length - chunks);

        void Count(string part, long bytes) => bytesOfPart[part] = bytesOfPart.GetValueOrDefault(part) + bytes;
    }
}
