using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ClickFunnels.Analyzers;

/// <summary>Reports values that the service rejects, ignores, or understands in another way, where they are assigned.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AssignedValueAnalyzer : ClientAnalyzer
{
    /// <summary>A property whose values are checked, or a method whose only argument is.</summary>
    /// <param name="Type">Type that has the member.</param>
    /// <param name="Member">Name of the property or method.</param>
    /// <param name="Check">Returns the operation to report; null if the value is right.</param>
    /// <param name="Rule">Rule to report.</param>
    /// <param name="Arguments">Arguments of the message.</param>
    private sealed record Entry(
        string Type,
        string Member,
        Func<IOperation, OperationAnalysisContext, IOperation?> Check,
        DiagnosticDescriptor Rule,
        params string[] Arguments
    );

    /// <summary>The key that says that the record can expire.</summary>
    internal const string CanExpire = nameof(CanExpire);

    private const string Expired = " Set 'Expired' of an update to end a discount now.";

    private static readonly Entry[] Entries =
    [
        new("PageCreate", "Markup", ScriptIn, Rules.ScriptInMarkup),
        new("WorkflowStepCreate", "StepTypeSettings", static (value, context) => Key(value, "course_ids", context), Rules.CoursesOfStep),
        new("WorkflowStepUpdate", "StepTypeSettings", static (value, context) => Key(value, "course_ids", context), Rules.CoursesOfStep),
        new("WorkflowStepUpdate", "StepTypeSettings", static (value, context) => Key(value, "template_id", context), Rules.TemplateOfStep),
        new("OrderInvoiceUpdate", "Status", Abandoned, Rules.AbandonedInvoice),
        new("DiscountCreate", "ApplyUntil", PastTime, Rules.TimeInThePast, "ApplyUntil", ""),
        new("DiscountUpdate", "ApplyUntil", PastTime, Rules.TimeInThePast, "ApplyUntil", Expired),
        new("PageUpdate", "ReplaceMarkup", ScriptIn, Rules.ScriptInMarkup),
        new("ScheduleMove", "TrialEnd", PastTime, Rules.TimeInThePast, "TrialEnd", ""),
        new("ScheduleMove", "Renewal", PastTime, Rules.TimeInThePast, "Renewal", ""),
        new("ScheduleMove", "Both", PastTime, Rules.TimeInThePast, "Both", ""),
    ];

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Rules.ScriptInMarkup, Rules.CoursesOfStep, Rules.TemplateOfStep, Rules.AbandonedInvoice, Rules.TimeInThePast);

    private protected override void Start(CompilationStartAnalysisContext context, ClientTypes client)
    {
        var entries = Entries.Select(entry => (entry, type: client.Model(entry.Type))).ToImmutableArray();
        context.RegisterOperationAction(
            operation =>
            {
                var assignment = (ISimpleAssignmentOperation)operation.Operation;
                Check((assignment.Target as IPropertyReferenceOperation)?.Property, assignment.Value, operation);
            },
            OperationKind.SimpleAssignment
        );
        context.RegisterOperationAction(
            operation =>
            {
                var call = (IInvocationOperation)operation.Operation;
                if (call.Arguments.Length == 1)
                {
                    Check(call.TargetMethod, call.Arguments[0].Value, operation);
                }
            },
            OperationKind.Invocation
        );

        void Check(ISymbol? member, IOperation value, OperationAnalysisContext operation)
        {
            foreach (var (entry, type) in entries)
            {
                if (member.Is(type, entry.Member) && entry.Check(value, operation) is { } problem)
                {
                    Report(operation, entry, problem);
                }
            }
        }
    }

    private static void Report(OperationAnalysisContext context, Entry entry, IOperation problem)
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (entry.Arguments.Contains(Expired))
        {
            properties = properties.Add(CanExpire, null);
        }

        context.ReportDiagnostic(Diagnostic.Create(entry.Rule, problem.Syntax.GetLocation(), properties, entry.Arguments));
    }

    private static IOperation? ScriptIn(IOperation value, OperationAnalysisContext context) =>
        value.ValueOfLocal(context.CancellationToken).DescendantsAndSelf().Any(static part => MarkupText.HasScript(part.ConstantText()))
            ? value
            : null;

    // A key in an object that the value creates: new JObject { ["key"] = … }, new JProperty("key", …), an anonymous type, or JSON.
    private static IOperation? Key(IOperation value, string key, OperationAnalysisContext context) =>
        value.ValueOfLocal(context.CancellationToken).DescendantsAndSelf().FirstOrDefault(part => IsKey(part, key));

    private static bool IsKey(IOperation part, string key) =>
        part switch
        {
            IAnonymousObjectCreationOperation created => created.Initializers.Any(member =>
                member is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } && target.Property.Name == key
            ),
            IArgumentOperation { Value: var value, Parent: var parent } => IsText(value, key)
                && (
                    parent is IPropertyReferenceOperation { Property.IsIndexer: true }
                    || parent is IObjectCreationOperation { Type.Name: "JProperty" }
                    || parent is IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd" }
                ),
            _ => part is ILiteralOperation && part.ConstantText() is { } json && json.Contains($"\"{key}\""),
        };

    private static bool IsText(IOperation value, string text) => value.ConstantText() == text;

    private static IOperation? Abandoned(IOperation value, OperationAnalysisContext context) =>
        value.Unwrapped() is IPropertyReferenceOperation { Property: { Name: "Abandoned", ContainingType.Name: "OrderInvoiceStatus" } }
        || IsText(value, "abandoned")
            ? value
            : null;

    private static IOperation? PastTime(IOperation value, OperationAnalysisContext context) =>
        IsPast(value.ValueOfLocal(context.CancellationToken)) ? value : null;

    // The current time, or an earlier one: DateTimeOffset.UtcNow.AddDays(-1).
    private static bool IsPast(IOperation value) =>
        value.Unwrapped() switch
        {
            IPropertyReferenceOperation { Instance: null, Property: { Name: "UtcNow" or "Now" or "Today" } now } => IsTime(
                now.ContainingType
            ),
            IInvocationOperation { Instance: { } time, TargetMethod: { Name: var name } method, Arguments: { Length: 1 } amounts } =>
                IsTime(method.ContainingType)
                    && name.StartsWith("Add", StringComparison.Ordinal)
                    && IsNegative(amounts[0].Value)
                    && IsPast(time),
            IObjectCreationOperation { Arguments.Length: > 0 } created => IsTime(created.Type) && IsPast(created.Arguments[0].Value),
            _ => false,
        };

    private static bool IsNegative(IOperation amount) =>
        amount.ConstantValue.HasValue
        && amount.ConstantValue.Value switch
        {
            int number => number < 0,
            long number => number < 0,
            double number => number < 0,
            _ => false,
        };

    private static bool IsTime(ITypeSymbol? type) =>
        type
            is {
                Name: "DateTimeOffset" or "DateTime",
                ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true }
            };
}
