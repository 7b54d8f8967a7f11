using System;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace LogAggregator.Api.Http;

/// <summary>The ETag of exactly these bytes.</summary>
static class StrongTag
{
    const int HashBytes = 16;

    public static EntityTagHeaderValue Of(byte[] bytes) => new($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, HashBytes))}\"");
}
