import Facility
import HTTPTypes
import Hummingbird
import Ledger

extension Gateway {
    /// `GET /-/facilities`
    func facilitiesPage(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireFacilities(context)
        let voice = voice(context)
        let census = try await ownCensus(of: staff, in: nil)
        let teller = TallyTeller(voice: voice)
        let campuses = census.parts(of: nil).map { campus in
            let parts = census.parts(of: campus.place.id)
            let lines = parts.map {
                teller.line(
                    voice.name($0.place.name), link: Route.facilitiesPlace(of: $0.place.id).path, $0.entries)
            }
            // A campus without buildings is a line of its own.
            let link = Route.facilitiesPlace(of: campus.place.id).path
            let name = voice.name(campus.place.name)
            return FacilitiesPage.Campus(
                name: name, link: link,
                lines: lines.isEmpty ? [teller.line(name, link: link, campus.entries)] : lines)
        }
        let jobs = (printing?.jobs(of: staff.person.id) ?? []).prefix(Self.jobsShownMax).map {
            jobLine($0, voice)
        }
        let isForAll = staff.managesLabels(in: [], at: voice.now) && printing != nil
        let model = FacilitiesPage(
            tabs: facilitiesTabs(.facilities, staff, voice), summary: teller.summary(census.entries),
            jobs: jobs,
            hasJobs: !jobs.isEmpty, campuses: campuses, isEmpty: campuses.isEmpty,
            printLink: isForAll && !campuses.isEmpty ? Route.facilitiesPrint.path : nil)
        return try page(model, "facilities", context, title: "facilities.title", hidden: true, isStaff: true)
    }

    private static let jobsShownMax = 5

    /// `GET /-/facilities/at/{place}`
    func facilitiesPlacePage(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireFacilities(context)
        guard let number = Int64(try context.parameters.require("place")), number > 0 else {
            throw GatewayError.notFound
        }
        let id = PlaceID(number)
        let path = try await requireFacilities(staff, at: .place(id))
        guard let place = path.last else { throw GatewayError.notFound }
        let voice = voice(context, path: path)
        let teller = TallyTeller(voice: voice)
        let census = try await register.labelCensus(in: id)
        let lines = census.parts(of: id).map {
            teller.line(
                voice.name($0.place.name), link: Route.facilitiesPlace(of: $0.place.id).path, $0.entries)
        }
        let loose = census.loose(in: id)
        let items = loose.map { item($0, teller) }
        let model = FacilitiesPlacePage(
            tabs: facilitiesTabs(.facilities, staff, voice), crumbs: crumbs(path, staff, voice),
            placeName: voice.name(place.name), reference: place.reference,
            summary: teller.summary(census.entries), gauge: teller.gauge(census.entries),
            printMissing: printMissing(census, id, voice),
            printLink: Route.facilitiesPrint.path + "?place=\(id)&which=all",
            walkLink: census.entries.contains { $0.standing != .missing } ? WalkScope.place(id).link : nil,
            lines: lines,
            hasLines: !lines.isEmpty, items: items, hasItems: !items.isEmpty, isEmpty: census.entries.isEmpty)
        return try page(
            model, "facilities-place", context, title: "facilities.placeTitle",
            titleValues: ["place": voice.name(place.name)], hidden: true, isStaff: true)
    }

    private func printMissing(_ census: LabelCensus, _ id: PlaceID, _ voice: Voice) -> ProblemPage.Link? {
        let count = census.entries.count { LabelSelection.needed.standings.contains($0.standing) }
        guard count > 0, printing != nil else { return nil }
        return ProblemPage.Link(
            link: Route.facilitiesPrint.path + "?place=\(id)&which=needed",
            text: voice.count("facilities.printNeeded", count))
    }

    /// What is above, as far as the reader's right goes.
    func crumbs(_ path: [Place], _ staff: StaffSession, _ voice: Voice) -> [ProblemPage.Link] {
        var crumbs = [ProblemPage.Link(link: Route.facilities.path, text: voice.say("facilities.overview"))]
        for index in path.indices.dropLast()
        where staff.managesLabels(in: path[...index].map(\.id), at: voice.now) {
            crumbs.append(
                ProblemPage.Link(
                    link: Route.facilitiesPlace(of: path[index].id).path, text: voice.name(path[index].name)))
        }
        return crumbs
    }

    private func item(_ entry: LabelCensus.Entry, _ teller: TallyTeller) -> FacilitiesPlacePage.Item {
        let voice = teller.voice
        let name = voice.name(entry.target.name)
        let scope: FacilitiesScope? =
            switch entry.target.target {
            case .place(let id): .place(id)
            case .device(let id): .device(id)
            case .blank: nil
            }
        let field = scope?.fields.first.map { "?\($0.name)=\($0.value)" } ?? "?"
        return FacilitiesPlacePage.Item(
            name: name, reference: entry.target.reference, kind: teller.kind(entry.target),
            standing: voice.say("facilities.standing.\(entry.standing.rawValue)"),
            tone: teller.tone(entry.standing),
            code: entry.label?.code.description,
            codeLink: entry.label.map { Route.label($0.code.compact).path },
            printLink: Route.facilitiesPrint.path + field + "&which=all&\(entry.kind.rawValue)=1",
            printName: voice.say("facilities.printOne", ["name": name]))
    }

    /// What of the site, or of a place, the reader may manage.
    func ownCensus(of staff: StaffSession, in place: PlaceID?) async throws -> LabelCensus {
        var census = try await register.labelCensus(in: place)
        let now = clock()
        if !staff.managesLabels(in: [], at: now) {
            census.entries.removeAll { !staff.managesLabels(in: $0.path, at: now) }
        }
        return census
    }
}
