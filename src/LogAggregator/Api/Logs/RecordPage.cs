using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Rendering;
using Microsoft.AspNetCore.Http;

namespace LogAggregator.Api.Logs;

/// <summary>
/// Writes found records as <c>{"logs":[…],"count":n, …}</c> while they are found, so that a large answer costs no more memory
/// than a small one.
/// </summary>
static class RecordPage
{
    /// <summary>Bytes written before they are sent.</summary>
    const int FlushBytes = 32 * 1024;

    /// <param name="context">The request.</param>
    /// <param name="records">What was found; one more than the limit where there is a next page.</param>
    /// <param name="limit">At most so many are written.</param>
    /// <param name="writeRest">Writes the properties after the count; is given the id where the next page begins after, or null.</param>
    public static async Task WriteAsync(HttpContext context, IAsyncEnumerable<StoredRecord> records, int limit, Action<Utf8JsonWriter, RecordId?> writeRest)
    {
        await using var found = records.GetAsyncEnumerator(context.RequestAborted);
        // The first record is looked for before a byte is written: a search that fails there can still be answered with an error.
        var more = await found.MoveNextAsync();
        JsonBody.Begin(context, StatusCodes.Status200OK);
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, RecordJson.WriterOptions);
        var render = new RecordJson();
        RecordId? last = null;
        var count = 0;
        json.WriteStartObject();
        json.WriteStartArray("logs");
        for (; more && count < limit; count++, more = await found.MoveNextAsync())
        {
            render.Write(json, found.Current);
            last = found.Current.Id;
            if (json.BytesPending >= FlushBytes) await json.FlushAsync(context.RequestAborted);
        }

        json.WriteEndArray();
        json.WriteNumber("count", count);
        writeRest(json, more ? last : null);
        json.WriteEndObject();
        await json.FlushAsync(context.RequestAborted);
    }
}
