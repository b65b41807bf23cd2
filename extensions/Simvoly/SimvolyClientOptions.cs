using System.Collections.Generic;
using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;

namespace Simvoly;

/// <summary>Settings of a client of one website. They are checked and copied when the client is created.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class SimvolyClientOptions : ApiClientOptions
{
    /// <summary>
    /// The website: any of its hosts, at Simvoly or at a white label, such as <c>example.simvoly.com</c> or <c>www.example.com</c>. For
    /// test servers it may be a full address, such as <c>http://127.0.0.1:5000/api/site</c>; plain http is allowed on loopback, and
    /// elsewhere when <see cref="ApiClientOptions.AllowPlainHttp" /> is true. It may be null when
    /// <see cref="ApiClientOptions.BaseAddress" /> is set, which has priority.
    /// </summary>
    public string? Site { get; set; }

    /// <inheritdoc />
    protected override string AccessTokenSource => "the API key of the website (Website Settings, Applications, API Key)";

    /// <inheritdoc />
    protected override void Validate(ICollection<string> problems)
    {
        if (ReadSite(out _) is { } problem)
        {
            problems.Add(problem);
        }
    }

    /// <summary>Reads the base address of the API; empty when <see cref="ApiClientOptions.BaseAddress" /> replaces it.</summary>
    internal string? ReadSite(out string address)
    {
        address = string.Empty;
        if (Site is null && BaseAddress is not null)
        {
            return null;
        }

        var problem = SiteAddress.TryRead(Site, AllowPlainHttp, out var read);
        address = read ?? string.Empty;
        return problem;
    }
}
