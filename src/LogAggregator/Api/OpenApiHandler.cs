using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace LogAggregator.Api;

/// <summary><c>GET /openapi.json</c>: the description of the API, a file that a test holds against the routes.</summary>
static class OpenApiHandler
{
    static readonly byte[] Description = EmbeddedFile.Read("openapi.json");

    public static async Task GetAsync(HttpContext context)
    {
        context.Response.ContentType = JsonBody.ContentType;
        context.Response.ContentLength = Description.Length;
        await context.Response.BodyWriter.WriteAsync(Description, context.RequestAborted);
    }
}
