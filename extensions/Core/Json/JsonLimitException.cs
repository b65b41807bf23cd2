using Newtonsoft.Json;

namespace ClickFunnels.Core;

/// <summary>A response has more records or values than an option allows.</summary>
internal sealed class JsonLimitException(string message) : JsonException(message);
