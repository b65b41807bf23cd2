using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ElasticFunnels;

/// <summary>Courses.</summary>
[Resource("Course")]
internal sealed class CourseBehavior(RecordStore store) : ResourceBehavior(store)
{
    private static readonly HashSet<string> OnlyInDetail =
    [
        "description",
        "instructor_photo",
        "logo",
        "cover",
        "domain",
        "show_module_titles",
        "allow_comments",
        "details_page_id",
        "module_page_id",
        "content_page_id",
        "enrollment_email_template_id",
    ];

    [Operation("listCourses")]
    [Behavior("q looks at title, description, slug and instructor", Evidence.Documented, "vendor documentation, courses")]
    public override Predicate<Record>? Narrow(Call call) => QueryRules.Search(call, "q", "title", "description", "slug", "instructor_name");

    [Behavior(
        "sort is newest, oldest, created_at or updated_at",
        Evidence.Documented,
        "vendor documentation, courses; that the last two ascend is assumed"
    )]
    public override Comparison<Record>? Order(Call call) =>
        QueryRules.Choice(call, "sort") switch
        {
            "newest" => (one, other) => Amounts.Compare(other, one, "created_at"),
            "updated_at" => (one, other) => Amounts.Compare(one, other, "updated_at"),
            not null => (one, other) => Amounts.Compare(one, other, "created_at"),
            null => null,
        };

    [Behavior("The list of courses has fewer fields than one course", Evidence.Documented, "vendor documentation, samples of courses")]
    public override IReadOnlySet<string> HiddenInList(Call call) => OnlyInDetail;

    [Operation("createCourse")]
    [Behavior(
        "title, language_code, description, status and delivery_type are required",
        Evidence.Documented,
        "vendor documentation, courses"
    )]
    [Behavior(
        "delivery_type module also needs domain_id and slug, which is unique on its domain (422)",
        Evidence.Documented,
        "vendor documentation, courses"
    )]
    [Behavior("Any domain_id is taken, as the API has no domains here", Evidence.Assumed, "the emulator's own rule")]
    [Behavior("logo, cover and instructor_photo are files or addresses", Evidence.Documented, "vendor documentation, courses")]
    public override void Create(Call call, JsonObject draft)
    {
        Check(call, draft, draft, null);
        Complete(draft);
    }

    [Operation("updateCourse")]
    [Behavior("An update needs the same fields as a creation", Evidence.Documented, "vendor documentation, courses")]
    public override void Update(Call call, Record record, JsonObject changes) =>
        Check(call, changes, ((JsonObject)record.Fields.DeepClone()).With(changes), record);

    public override void Complete(JsonObject draft) => Default(draft, ("show_module_titles", true), ("allow_comments", false));

    [Operation("getCourse")]
    [Behavior("A course counts its modules and enrollments", Evidence.Documented, "vendor documentation, courses")]
    public override bool TryCompute(Record record, string name, out object? value)
    {
        value = name switch
        {
            "modules_count" => (long)CourseModuleBehavior.Of(Store, record).Count(),
            "enrollments_count" => (long)EnrollmentBehavior.Of(Store, record).Count(),
            "domain" when record.Number("domain_id") is { } id => new JsonObject { ["id"] = id, ["domain"] = null },
            _ => null,
        };
        return value is not null;
    }

    [Operation("deleteCourse")]
    [Behavior("Deleting a course deletes its modules and enrollments", Evidence.Assumed, "not published")]
    public override void Deleted(Call call, Record record)
    {
        CourseModuleBehavior.Of(Store, record).ToList().ForEach(Store.Remove);
        EnrollmentBehavior.Of(Store, record).ToList().ForEach(Store.Remove);
    }

    [Operation("listCourseTitles", Member = "Course")]
    [Behavior("The list of courses without pages has id and title only", Evidence.Documented, "vendor documentation, courses")]
    public static OperationResult? Titles(Call call, Record? member) => new(call.InWorkspace("Course").ToList());

    [Operation("copyCourse")]
    [Behavior(
        "A copy has the modules and all content, but no enrollments, and the name that is sent",
        Evidence.Documented,
        "vendor documentation; the enrollments are assumed"
    )]
    [Behavior("A course or brand that the key does not reach returns 422", Evidence.Assumed, "not published")]
    public OperationResult? Copy(Call call, Record? member)
    {
        var body = call.ReadBody();
        var course = call.InWorkspace("Course", body.Number("id"));
        call.Problems.Require(course is not null || body["id"] is null, "The selected id is invalid.", "id");
        call.Problems.Require(
            body.Number("brand_id") is not { } brand || call.Caller.WorkspaceIds.Contains(brand),
            "The selected brand id is invalid.",
            "brand_id"
        );
        call.Problems.ThrowIfAny();
        var target = body.Number("brand_id")!.Value;
        var copy = Insert("Course", course!);
        copy.Fields["title"] = body.Text("name");
        foreach (var module in CourseModuleBehavior.Of(Store, course!).ToList())
        {
            Insert("CourseModule", module).Fields[CourseModuleBehavior.Course] = copy.Id;
        }

        return new OperationResult(new JsonObject { ["course_id"] = copy.Id });

        Record Insert(string resource, Record source) => Store.Insert(resource, target, target, (JsonObject)source.Fields.DeepClone());
    }

    private static void Check(Call call, JsonObject draft, JsonObject whole, Record? record)
    {
        foreach (var file in call.Files)
        {
            draft[file.Field] = StoredFiles.Address(call.WorkspaceId, $"media/{file.Name}");
        }

        if (Text(whole, "delivery_type") == "module")
        {
            foreach (var name in (string[])["domain_id", "slug"])
            {
                call.Problems.Require(whole[name] is not null, $"{name} can't be blank", name);
            }
        }

        call.Problems.Require(
            Text(draft, "slug") is not { } slug
                || call.InWorkspace("Course")
                    .All(one => one == record || one.Text("slug") != slug || one.Number("domain_id") != whole.Number("domain_id")),
            "The slug has already been taken.",
            "slug"
        );
    }
}

/// <summary>Modules of a course. Their contents are seeded: the API only reads them.</summary>
[Resource("CourseModule")]
internal sealed class CourseModuleBehavior(RecordStore store) : ResourceBehavior(store)
{
    /// <summary>Field with the id of the course.</summary>
    public const string Course = "course_id";

    [Operation("createCourseModule")]
    [Behavior("A new module is the last one", Evidence.Assumed, "not published")]
    public override void Create(Call call, JsonObject draft)
    {
        draft["order"] = Of(Store, call.Parents[Course]).Select(one => one.Number("order") ?? 0).DefaultIfEmpty().Max() + 1;
        Complete(draft);
    }

    public override void Complete(JsonObject draft) => Default(draft, ("contents", new JsonArray()), ("order", 1L));

    [Operation("listCourseModules")]
    [Behavior("Modules are listed in their order", Evidence.Documented, "vendor documentation, courses")]
    public override Comparison<Record> Order(Call call) => (one, other) => Amounts.Compare(one, other, "order");

    [Operation("listCourseModuleTitles")]
    [Behavior("The list of modules without pages has id and title only", Evidence.Documented, "vendor documentation, courses")]
    public OperationResult? Titles(Call call, Record? member) => new(Of(Store, call.Parents[Course]).ToList());

    [Operation("reorderCourseModules")]
    [Behavior(
        "order is an object of ids and positions; an id that is not a module of the course returns 422",
        Evidence.Documented,
        "vendor documentation; the 422 is assumed"
    )]
    public OperationResult? Reorder(Call call, Record? member)
    {
        var body = call.ReadBody();
        var modules = Of(Store, call.Parents[Course]).ToDictionary(module => module.Id.ToString(CultureInfo.InvariantCulture));
        var order = body["order"] as JsonObject ?? [];
        foreach (var (id, position) in order)
        {
            call.Problems.Require(modules.ContainsKey(id), "The selected order is invalid.", $"order.{id}");
            call.Problems.Require(position.AsNumber() is not null, $"order.{id} is not a number", $"order.{id}");
        }

        call.Problems.ThrowIfAny();
        foreach (var (id, position) in order)
        {
            call.Edit(modules[id])["order"] = position.AsNumber();
        }

        return new OperationResult(null);
    }

    public static IEnumerable<Record> Of(RecordStore store, Record course) =>
        store
            .Of("CourseModule")
            .Where(one => one.Number(Course) == course.Id)
            .OrderBy(one => one.Number("order") ?? 0)
            .ThenBy(one => one.Id);
}

/// <summary>Students of a course.</summary>
[Resource("CourseEnrollment")]
internal sealed class EnrollmentBehavior(RecordStore store) : ResourceBehavior(store)
{
    private const string Course = CourseModuleBehavior.Course;
    private const string Prefix = "enrollment-";
    private const string Completed = "completed_content_ids";

    [Behavior("The id of an enrollment is a text", Evidence.Documented, "vendor documentation, courses; its form is assumed")]
    public override Record? Find(string resource, string identifier) =>
        identifier.StartsWith(Prefix, StringComparison.Ordinal) ? Store.Find(resource, identifier[Prefix.Length..]) : null;

    [Operation("getCourseEnrollment")]
    public override bool TryCompute(Record record, string name, out object? value)
    {
        value = name == "id" ? string.Create(CultureInfo.InvariantCulture, $"{Prefix}{record.Id}") : null;
        return value is not null;
    }

    [Operation("createCourseEnrollment")]
    [Behavior("A student who is enrolled returns 422 with a message of its own", Evidence.Documented, "vendor documentation, courses")]
    public override void Create(Call call, JsonObject draft)
    {
        var email = Text(draft, "email");
        if (Of(Store, call.Parents[Course]).Any(one => string.Equals(one.Text("email"), email, StringComparison.OrdinalIgnoreCase)))
        {
            throw ApiProblem.Exact(
                422,
                new JsonObject
                {
                    ["message"] = "Failed to create enrollment",
                    ["errors"] = new JsonObject { ["email"] = new JsonArray("This student is already enrolled in this course.") },
                }
            );
        }

        Complete(draft);
    }

    public override void Complete(JsonObject draft) => Default(draft, (Completed, new JsonArray()), ("progress_percent", 0L));

    [Operation("completeCourseContent")]
    [Behavior("Completing content is idempotent and counts the progress anew", Evidence.Documented, "vendor documentation, courses")]
    [Behavior(
        "The progress is the share of completed contents in whole percent",
        Evidence.Documented,
        "vendor documentation, sample; rounding down is assumed"
    )]
    [Behavior("Content that is not in the course returns 422", Evidence.Assumed, "not published")]
    public OperationResult? CompleteContent(Call call, Record member)
    {
        var body = call.ReadBody();
        var contents = CourseModuleBehavior
            .Of(Store, call.Parents[Course])
            .SelectMany(module => module.Fields.Objects("contents").Select(content => (Id: content.Number("id"), Module: module.Id)))
            .ToList();
        var found = contents.Find(content => content.Id == body.Number("content_id"));
        call.Problems.Require(found.Id is not null || body["content_id"] is null, "The selected content id is invalid.", "content_id");
        call.Problems.ThrowIfAny();
        var done = member.Numbers(Completed).Append(found.Id!.Value).Distinct().ToList();
        var fields = call.Edit(member);
        fields[Completed] = new JsonArray([.. done.Select(id => (JsonNode)id)]);
        fields["progress_percent"] = done.Count * 100L / contents.Count;
        fields["last_content_id"] = found.Id;
        fields["last_module_id"] = found.Module;
        return new OperationResult(member);
    }

    public static IEnumerable<Record> Of(RecordStore store, Record course) =>
        store.Of("CourseEnrollment").Where(one => one.Number(Course) == course.Id);
}
