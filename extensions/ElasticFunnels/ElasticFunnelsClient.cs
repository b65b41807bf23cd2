using System;
using System.Diagnostics;
using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;

namespace ElasticFunnels;

/// <summary>
/// The client of the ElasticFunnels API: each property is a group of operations, such as <c>client.Products</c> and
/// <c>client.Products.Categories</c>. Thread-safe; create one per key and keep it.
/// </summary>
/// <remarks>
/// A client may be bound to a brand, by its options or with <see cref="ForBrand" />; all operations but the list of brands need that.
/// </remarks>
[DebuggerDisplay("ElasticFunnelsClient, brand {BrandId}")]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public partial class ElasticFunnelsClient : ApiClient
{
    /// <summary>Creates a client with a connection of its own, which is closed with the client.</summary>
    /// <param name="options">Access key, User-Agent and further settings; they are copied.</param>
    /// <exception cref="ApiConfigurationException">Settings are missing or wrong; the message names all of them.</exception>
    public ElasticFunnelsClient(ElasticFunnelsClientOptions options)
        : base(ElasticFunnelsApi.Service, options ?? throw new ArgumentNullException(nameof(options)), new BrandScope(options.BrandId)) { }

    /// <summary>
    /// Creates a client without a connection, for mocking: the groups of operations are properties that can be overridden.
    /// </summary>
    protected ElasticFunnelsClient() { }

    private ElasticFunnelsClient(ApiSender sender)
        : base(sender, ownsConnection: false) { }

    /// <summary>Id of the brand that the client is bound to; empty when it is bound to none.</summary>
    public virtual ResourceId BrandId => HasSender ? ((BrandScope)Sender.Scope).Id : default;

    /// <summary>
    /// Returns a client for a brand, on the same connection, which closes with this client. The access key must have access to the brand;
    /// a key is usually one for a single brand.
    /// </summary>
    /// <param name="brandId">Id of the brand.</param>
    /// <exception cref="ArgumentException">The id is empty.</exception>
    public virtual ElasticFunnelsClient ForBrand(ResourceId brandId) =>
        brandId.IsEmpty
            ? throw new ArgumentException("The brand id is empty.", nameof(brandId))
            : new ElasticFunnelsClient(new ApiSender(Sender.Connection, new BrandScope(brandId)));
}
