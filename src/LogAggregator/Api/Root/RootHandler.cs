using System;
using System.Threading.Tasks;
using LogAggregator.Api.Web;
using LogAggregator.Status;
using Microsoft.AspNetCore.Http;

namespace LogAggregator.Api.Root;

/// <summary><c>GET /</c>: the page to a browser, a short description to everyone else.</summary>
static class RootHandler
{
    public static Task GetAsync(HttpContext context)
    {
        context.Response.Headers.Vary = "Accept";
        return WantsHtml(context.Request) ? WebHandler.PageAsync(context) : JsonBody.WriteObjectAsync(context, StatusCodes.Status200OK, json =>
        {
            json.WriteString("service", "Log Aggregator Service");
            json.WriteString("version", ProductVersion.Text);
            json.WriteString("status", "running");
        });
    }

    static bool WantsHtml(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
