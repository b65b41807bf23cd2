using System.Reflection;
using Microsoft.CodeAnalysis;

namespace ClickFunnels.Analyzers;

/// <summary>The rules of all analyzers. <c>docs/traps.md</c> explains the traps behind them.</summary>
internal static class Rules
{
    private const string Category = "ClickFunnels";
    private const string Page = "docs/traps.md";

    public static readonly DiagnosticDescriptor IgnoredParameter = Rule(
        "CFN0001",
        "A list ignores the parameter",
        "The service ignores the query parameter '{0}' and responds with the first page. {1}"
    );

    public static readonly DiagnosticDescriptor SelectorInBrackets = Rule(
        "CFN0002",
        "A selector in brackets selects nothing",
        "The service does not read '{0}': the request fails, or reaches the whole workspace. Use '{1}'."
    );

    public static readonly DiagnosticDescriptor RedemptionsBeforeDelete = Rule(
        "CFN0003",
        "RedemptionsCount does not decide about a delete",
        "A discount with a RedemptionsCount of 0 can be part of orders, and then cannot be deleted. Call DeleteAsync and handle "
            + "ApiValidationException, or let the discount expire."
    );

    public static readonly DiagnosticDescriptor VerifiedDomain = Rule(
        "CFN0004",
        "A verified domain may not be ready",
        "'Verified' does not mean that the domain can send. Use 'ReadyForSending'."
    );

    public static readonly DiagnosticDescriptor UsableSender = Rule(
        "CFN0005",
        "A sender may not be usable",
        "'{0}' does not mean that a broadcast can be sent from the address. Use 'UsableAsSender'."
    );

    public static readonly DiagnosticDescriptor InactiveContact = Rule(
        "CFN0006",
        "An inactive contact may not be deleted",
        "'IsActive' is also false for contacts that unsubscribed, were suppressed, or have no email address. Use 'DeletedAt' for deleted "
            + "contacts, or 'UnsubscribedAt' and 'EmailSuppressionReason' for those that get no email."
    );

    public static readonly DiagnosticDescriptor LocalSortOrder = Rule(
        "CFN0007",
        "SortOrder is local to a branch or variant",
        "'SortOrder' counts within one branch or variant, and this sequence joins several. Sort the steps of each before they are joined."
    );

    public static readonly DiagnosticDescriptor ListWithoutUse = Rule(
        "CFN0008",
        "A list that is not enumerated sends nothing",
        "The list is not enumerated, so no request is sent. Use 'await foreach', 'ToListAsync' or 'FirstPageAsync'."
    );

    public static readonly DiagnosticDescriptor ScriptInMarkup = Rule(
        "CFN0009",
        "Markup with a script replaces the page",
        "Markup with a script replaces the whole page. Add the script to the head code or the footer code."
    );

    public static readonly DiagnosticDescriptor CoursesOfStep = Rule(
        "CFN0010",
        "An enroll step with courses enrolls nobody",
        "A step with 'course_ids' is accepted and enrolls nobody. Use 'section_ids' with the ids of sections."
    );

    public static readonly DiagnosticDescriptor TemplateOfStep = Rule(
        "CFN0011",
        "The template of a step cannot change",
        "A step copies its template when it is created, and an update with 'template_id' is rejected. Create a new step, or change the "
            + "subject and the body of this one."
    );

    public static readonly DiagnosticDescriptor AbandonedInvoice = Rule(
        "CFN0012",
        "AbandonAsync abandons an invoice",
        "An update to 'abandoned' works for external orders only. Use 'AbandonAsync' for invoices of a payment processor.",
        DiagnosticSeverity.Info
    );

    public static readonly DiagnosticDescriptor TimeInThePast = Rule(
        "CFN0013",
        "The time must be in the future",
        "The service rejects a value of '{0}' that is not in the future.{1}"
    );

    public static readonly DiagnosticDescriptor MisspelledValue = Rule(
        "CFN0014",
        "The value looks misspelled",
        "'{0}' is not a known value of {1}. Use '{2}'."
    );

    private static DiagnosticDescriptor Rule(
        string id,
        string title,
        string message,
        DiagnosticSeverity severity = DiagnosticSeverity.Warning
    ) => new(id, title, message, Category, severity, isEnabledByDefault: true, helpLinkUri: $"{Root()}{Page}#{id.ToLowerInvariant()}");

    // The address of the repository, which a build knows only if it has a public one.
    private static string Root()
    {
        var address = typeof(Rules)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(static attribute => attribute.Key == "RepositoryUrl")
            ?.Value;
        return address is null ? "" : address + "/blob/main/";
    }
}
