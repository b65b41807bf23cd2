using ClickFunnels.Contracts.Model;

namespace ClickFunnels.Drift.Findings;

/// <summary>The part of a contract or project that a rule concerns, in the order of the documentation.</summary>
internal enum RuleGroup
{
    /// <summary>The API as a whole, and operations as a whole.</summary>
    Operations,

    /// <summary>Authentication.</summary>
    Security,

    /// <summary>Properties and items of request bodies.</summary>
    RequestProperties,

    /// <summary>Request bodies as a whole.</summary>
    RequestBodies,

    /// <summary>Parameters as a whole.</summary>
    Parameters,

    /// <summary>Properties within a parameter, such as those of a filter.</summary>
    ParameterAttributes,

    /// <summary>Responses and their bodies as a whole.</summary>
    Responses,

    /// <summary>Properties and items of responses.</summary>
    ResponseProperties,

    /// <summary>Headers of responses.</summary>
    ResponseHeaders,

    /// <summary>The public C# surface of the client, and its version.</summary>
    Surface,

    /// <summary>Generated code.</summary>
    GeneratedCode,

    /// <summary>Imports of the vendor's contract.</summary>
    Import,

    /// <summary>Instructions of the vendor for agents.</summary>
    Skills,

    /// <summary>Waivers of findings.</summary>
    Waivers,
}

internal static class RuleGroups
{
    /// <summary>Gets the heading of a group in the documentation.</summary>
    public static string Title(this RuleGroup group) =>
        group switch
        {
            RuleGroup.Operations => "The API and its operations",
            RuleGroup.RequestProperties => "Request properties",
            RuleGroup.RequestBodies => "Request bodies",
            RuleGroup.ParameterAttributes => "Attributes of parameters",
            RuleGroup.ResponseProperties => "Response properties",
            RuleGroup.ResponseHeaders => "Response headers",
            RuleGroup.GeneratedCode => "Generated code",
            _ => group.ToString(),
        };

    /// <summary>Gets the name of a group in files and reports: <c>request-properties</c>.</summary>
    public static string Id(this RuleGroup group) =>
        group switch
        {
            RuleGroup.RequestProperties => "request-properties",
            RuleGroup.RequestBodies => "request-bodies",
            RuleGroup.ParameterAttributes => "parameter-attributes",
            RuleGroup.ResponseProperties => "response-properties",
            RuleGroup.ResponseHeaders => "response-headers",
            RuleGroup.GeneratedCode => "generated-code",
            _ => group.ToString().ToLowerInvariant(),
        };

    /// <summary>Gets the half of a call that a group concerns.</summary>
    public static Direction Direction(this RuleGroup group) =>
        group switch
        {
            RuleGroup.RequestProperties or RuleGroup.RequestBodies or RuleGroup.Parameters or RuleGroup.ParameterAttributes => Contracts
                .Model
                .Direction
                .Request,
            RuleGroup.Responses or RuleGroup.ResponseProperties or RuleGroup.ResponseHeaders => Contracts.Model.Direction.Response,
            _ => Contracts.Model.Direction.None,
        };
}
