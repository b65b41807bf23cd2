using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;

namespace ElasticFunnels;

/// <summary>Settings of a connection to ElasticFunnels. They are checked and copied when the client is created.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class ElasticFunnelsClientOptions : ApiClientOptions
{
    /// <summary>
    /// The API key of a user for one brand (Settings, API), which is sent in the header <c>EF-Access-Key</c>. It is the same setting as
    /// <see cref="ApiClientOptions.AccessToken" />.
    /// </summary>
    public string? AccessKey
    {
        get => AccessToken;
        set => AccessToken = value;
    }

    /// <summary>
    /// Id of the brand that the client is bound to; empty to bind it later, see <see cref="ElasticFunnelsClient.ForBrand" />. It is the
    /// number in the address of the dashboard.
    /// </summary>
    public ResourceId BrandId { get; set; }

    /// <summary>
    /// True, the default, if a client that is registered with <c>AddElasticFunnels</c> must have a <see cref="BrandId" />; a missing one is
    /// then reported when the host starts. Set it to false for a client that is bound later with
    /// <see cref="ElasticFunnelsClient.ForBrand" />, or that only lists brands.
    /// </summary>
    public bool RequireBrand { get; set; } = true;

    /// <inheritdoc />
    protected override string AccessTokenName => nameof(AccessKey);

    /// <inheritdoc />
    protected override string AccessTokenSource => "an API key of the brand (Settings, API)";
}
